package org.holdline.connection.boundary;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.holdline.identity.boundary.CallerPrincipal;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Metric;
import org.holdline.problem.entity.ProblemException;
import org.jspecify.annotations.Nullable;

/** The WebSocket of a room: {@code docs/protocol.md}. One instance for each connection. */
public final class RoomEndpoint extends Endpoint {
  static final String SUBPROTOCOL = "holdline.v1";
  private static final System.Logger LOG = System.getLogger(RoomEndpoint.class.getName());

  private final Connections connections;
  private final Rehearsal rehearsal;
  private @Nullable RoomConnection connection;

  RoomEndpoint(Connections connections, Rehearsal rehearsal) {
    this.connections = connections;
    this.rehearsal = rehearsal;
  }

  @Override
  public void onOpen(Session socket, EndpointConfig config) {
    if (!(socket.getUserPrincipal() instanceof CallerPrincipal principal)) {
      refuse(socket);
      return;
    }
    var room = rehearsal.room(socket.getPathParameters().getOrDefault("room_id", ""));
    boolean sdk = SUBPROTOCOL.equals(socket.getNegotiatedSubprotocol());
    var opened = new RoomConnection(socket, room, principal.caller(), sdk, connections);
    if (!connections.accepts(opened, principal.address())) {
      opened.refuse(
          new ProblemException(
              ProblemException.Kind.FORBIDDEN,
              "max_connections_reached",
              "You have too many connections"),
          Closing.REFUSED);
      return;
    }
    connection = opened;
    socket.addMessageHandler(String.class, (MessageHandler.Whole<String>) opened::onFrame);
    socket.addMessageHandler(
        PongMessage.class,
        (MessageHandler.Whole<PongMessage>) pong -> opened.onPong(pong.getApplicationData()));
    if (!sdk) {
      opened.enter(plainWish(socket));
    }
  }

  /** The handshake lets nobody pass without a principal; this is the second lock. */
  private static void refuse(Session socket) {
    try {
      socket.close(Closing.TOKEN_EXPIRED.reason());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, LogEvent.of("refused socket was closed").with("cause", e));
    }
  }

  private static Wish plainWish(Session socket) {
    return Wish.ofPlain(
        parameter(socket, "client_id"),
        parameter(socket, "epoch"),
        number(parameter(socket, "last_sequence")));
  }

  private static @Nullable String parameter(Session socket, String name) {
    var values = socket.getRequestParameterMap().getOrDefault(name, List.of());
    return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
  }

  /** What is no number cannot be a position: the client is told so, as of one from the future. */
  private static @Nullable Long number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return -1L;
    }
  }

  @Override
  public void onClose(Session socket, CloseReason reason) {
    connections.meters().count(Metric.CLOSES, Closing.label(reason));
    if (connection != null) {
      connection.onClose(Closing.end(reason));
    }
  }

  @Override
  public void onError(Session socket, Throwable fault) {
    LOG.log(Level.INFO, LogEvent.of("connection broken").with("cause", fault));
  }
}
