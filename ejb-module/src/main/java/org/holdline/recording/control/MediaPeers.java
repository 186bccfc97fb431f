package org.holdline.recording.control;

import java.util.List;
import java.util.Optional;
import org.holdline.room.control.IceServers.IceServer;

/** Opens peer connections that only receive. Thread-safe. */
public interface MediaPeers {
  /** The system package without which they do not work; nothing when they do. */
  Optional<String> missingPackage();

  MediaPeer open(List<IceServer> servers, MediaReceiver receiver);
}
