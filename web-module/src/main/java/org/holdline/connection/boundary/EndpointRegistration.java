package org.holdline.connection.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.holdline.message.control.MessageCodec;
import org.holdline.session.control.SessionKeeper;

/**
 * Opens the room endpoint on both path prefixes and sets the container's limits, which it has none.
 */
@WebListener
public class EndpointRegistration implements ServletContextListener {
  private static final List<String> PATHS =
      List.of("/webrtc/ws/{room_id}", "/api/webrtc/ws/{room_id}");

  /** Larger frames are refused by us with an error; past this the container gives up reading. */
  private static final int READ_MAX = 4 * MessageCodec.FRAME_BYTES_MAX;

  private final Connections connections;
  private final SessionKeeper keeper;

  @Inject
  EndpointRegistration(Connections connections, SessionKeeper keeper) {
    this.connections = connections;
    this.keeper = keeper;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    var container =
        (ServerContainer)
            event.getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
    container.setDefaultMaxTextMessageBufferSize(READ_MAX);
    container.setDefaultMaxBinaryMessageBufferSize(READ_MAX);
    for (var path : PATHS) {
      try {
        container.addEndpoint(
            ServerEndpointConfig.Builder.create(RoomEndpoint.class, path)
                .subprotocols(List.of(RoomEndpoint.SUBPROTOCOL))
                .configurator(new Instances(connections))
                .build());
      } catch (DeploymentException e) {
        throw new IllegalStateException("the room endpoint does not open", e);
      }
    }
    connections.watch(keeper);
  }

  /** Origins are checked by the handshake filter, before anything is made. */
  private static final class Instances extends ServerEndpointConfig.Configurator {
    private final Connections connections;

    Instances(Connections connections) {
      this.connections = connections;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new RoomEndpoint(connections));
    }

    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }
  }
}
