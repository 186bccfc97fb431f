package org.holdline.connection.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.holdline.platform.control.Background;
import org.holdline.room.control.RoomPolicy;
import org.holdline.session.control.HeartbeatSettings;

/** Opens this node for connections and closes them with the application. */
@ApplicationScoped
public class ConnectionProducer {
  @Produces
  @Singleton
  Connections connections(
      Background background,
      Entrance entrance,
      Conversation conversation,
      RoomPolicy policy,
      HeartbeatSettings heartbeat,
      Clock clock) {
    return new Connections(background, entrance, conversation, policy, heartbeat, clock);
  }

  void close(@Disposes Connections connections) {
    connections.close();
  }
}
