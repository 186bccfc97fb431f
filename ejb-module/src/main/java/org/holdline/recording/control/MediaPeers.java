package org.holdline.recording.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdline.room.control.IceServers.IceServer;

/** Opens peer connections that only receive. Thread-safe. */
public interface MediaPeers {
  /** The system package without which they do not work; nothing when they do. */
  Optional<String> missingPackage();

  /** Processor time of the threads that receive and record; of those only that are there still. */
  Duration spent();

  MediaPeer open(List<IceServer> servers, MediaReceiver receiver);
}
