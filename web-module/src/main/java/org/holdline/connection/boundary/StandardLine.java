package org.holdline.connection.boundary;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.holdline.message.control.Parcel;

/** A line of any container: it encodes each frame for each connection. */
record StandardLine(Session socket) implements Line {
  /**
   * At each frame the container may begin a managed task of its own, for which it looks through all
   * jars of the context class loader: at a loader without jars that costs next to nothing.
   */
  @Override
  public void write(Parcel frame, Consumer<Boolean> written) {
    var thread = Thread.currentThread();
    var ours = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      socket.getAsyncRemote().sendText(frame.text(), result -> written.accept(result.isOK()));
    } finally {
      thread.setContextClassLoader(ours);
    }
  }

  @Override
  public void ping(ByteBuffer data) throws IOException {
    socket.getAsyncRemote().sendPing(data);
  }
}
