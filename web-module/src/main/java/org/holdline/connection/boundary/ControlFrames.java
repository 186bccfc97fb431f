package org.holdline.connection.boundary;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.holdline.platform.control.LogEvent;
import org.holdline.room.entity.RoomId;

/** Pings and closes one WebSocket, which may be gone already. */
record ControlFrames(Session socket, RoomId room) {
  private static final System.Logger LOG = System.getLogger(ControlFrames.class.getName());

  void ping(ByteBuffer data) {
    try {
      socket.getAsyncRemote().sendPing(data);
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, LogEvent.of("ping not written").with("room", room).with("cause", e));
    }
  }

  void close(CloseReason reason) {
    try {
      socket.close(reason);
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, LogEvent.of("socket was closed").with("room", room).with("cause", e));
    }
  }
}
