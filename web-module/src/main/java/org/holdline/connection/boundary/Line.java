package org.holdline.connection.boundary;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.holdline.message.control.Parcel;

/** What a connection's frames are written to, one after the other. */
interface Line {
  /**
   * Never blocks.
   *
   * @param written is told when the container has taken the frame, and whether it could
   * @throws IllegalStateException when the socket is closed
   */
  void write(Parcel frame, Consumer<Boolean> written);

  /**
   * Never blocks.
   *
   * @throws IllegalStateException when the socket is closed
   */
  void ping(ByteBuffer data) throws IOException;

  /** The fastest that the container has. */
  static Line of(Session socket) {
    var standard = new StandardLine(socket);
    return RawLine.find(socket, standard).orElse(standard);
  }
}
