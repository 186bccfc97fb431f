package org.holdline.recording.control;

import java.util.List;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Layout;
import org.holdline.recording.entity.Quality;
import org.holdline.recording.entity.RecordingId;
import org.holdline.room.control.IceServers.IceServer;

/**
 * What is to be recorded.
 *
 * @param segment which unbroken stretch of the recording, from 1
 * @param servers that help to find a path
 */
public record Take(
    RecordingId recording,
    int segment,
    Format format,
    Quality quality,
    Layout layout,
    List<IceServer> servers) {
  public Take {
    servers = List.copyOf(servers);
  }
}
