package org.holdline.connection.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.EnumSet;
import java.util.List;
import org.holdline.message.control.MessageCodec;
import org.holdline.platform.control.Administration;
import org.holdline.platform.control.NodeDuty;
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

  private static final String NODE = "Node";

  private final Connections connections;
  private final SessionKeeper keeper;
  private final Origins origins;
  private final NodeDuty duty;
  private final Rehearsal rehearsal;
  private final Drain drain;

  @Inject
  EndpointRegistration(
      Connections connections,
      SessionKeeper keeper,
      Origins origins,
      NodeDuty duty,
      Rehearsal rehearsal,
      Drain drain) {
    this.connections = connections;
    this.keeper = keeper;
    this.origins = origins;
    this.duty = duty;
    this.rehearsal = rehearsal;
    this.drain = drain;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    closeGate(event.getServletContext());
    var container =
        (ServerContainer)
            event.getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
    IdleTimer.takeFrom(container);
    container.setDefaultMaxTextMessageBufferSize(READ_MAX);
    container.setDefaultMaxBinaryMessageBufferSize(READ_MAX);
    for (var path : PATHS) {
      try {
        container.addEndpoint(
            ServerEndpointConfig.Builder.create(RoomEndpoint.class, path)
                .subprotocols(List.of(RoomEndpoint.SUBPROTOCOL))
                .configurator(new Instances(connections, rehearsal))
                .build());
      } catch (DeploymentException e) {
        throw new IllegalStateException("the room endpoint does not open", e);
      }
    }
    connections.watch(keeper);
    rehearsal.begin();
    Administration.offer(NODE, drain);
  }

  /**
   * The launcher has drained the node before, while it still answered; where there is no launcher,
   * stores and executors work here, but the container answers 503 to everything already.
   */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    drain.drain();
    Administration.withdraw(NODE);
  }

  /**
   * Before the filter with which the container takes WebSockets over. Registered here, because a
   * declared filter that fails to start is left out and the application goes on without it.
   */
  private void closeGate(ServletContext context) {
    var gate = context.addFilter("handshake gate", new HandshakeGate(origins, duty, rehearsal));
    gate.setAsyncSupported(true);
    gate.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST), false, "/webrtc/ws/*", "/api/webrtc/ws/*");
  }

  /** Origins are checked by the handshake filter, before anything is made. */
  private static final class Instances extends ServerEndpointConfig.Configurator {
    private final Connections connections;
    private final Rehearsal rehearsal;

    Instances(Connections connections, Rehearsal rehearsal) {
      this.connections = connections;
      this.rehearsal = rehearsal;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new RoomEndpoint(connections, rehearsal));
    }

    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }
  }
}
