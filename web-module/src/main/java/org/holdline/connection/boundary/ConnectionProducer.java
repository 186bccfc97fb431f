package org.holdline.connection.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.audit.control.WrittenTrail;
import org.holdline.identity.control.Tickets;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.NodeDuty;
import org.holdline.platform.control.Setting;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.WriteBehind;
import org.holdline.session.control.HeartbeatSettings;
import org.holdline.session.control.WaitingRoom;

/** Opens this node for connections and closes them with the application. */
@ApplicationScoped
public class ConnectionProducer {
  @Produces
  @Singleton
  ConnectionSettings settings(
      HeartbeatSettings heartbeat,
      @ConfigProperty(name = "holdline.connections.per-user-max", defaultValue = "20")
          String perUserMax,
      @ConfigProperty(name = "holdline.connections.per-address-max", defaultValue = "2000")
          String perAddressMax,
      @ConfigProperty(name = "holdline.entrances.at-once-max", defaultValue = "4")
          String entrancesMax,
      @ConfigProperty(name = "holdline.drain.max", defaultValue = "PT20S") String drainMax) {
    return new ConnectionSettings(
        heartbeat,
        Setting.whole("holdline.connections.per-user-max", perUserMax),
        Setting.whole("holdline.connections.per-address-max", perAddressMax),
        Setting.whole("holdline.entrances.at-once-max", entrancesMax),
        Setting.duration("holdline.drain.max", drainMax));
  }

  @Produces
  @Singleton
  Door door(
      Background background,
      Entrance entrance,
      WaitingRoom waitingRoom,
      Conversation conversation,
      ConnectionSettings settings) {
    var queue = new EntranceQueue(background, settings.entrancesMax());
    return new Door(entrance, queue, new Porch(background, queue, waitingRoom, conversation));
  }

  @Produces
  @Singleton
  Connections connections(
      Background background,
      Door door,
      Conversation conversation,
      ConnectionSettings settings,
      Clock clock) {
    var connections = new Connections(background, door, conversation, settings, clock);
    conversation.meters().show(Metric.CONNECTIONS, connections::count);
    conversation.meters().show(Metric.ENTRANCES_WAITING, door.queue()::waiting);
    return connections;
  }

  @Produces
  @Singleton
  Rehearsal rehearsal(
      @ConfigProperty(name = "holdline.warm-up.address") Optional<String> address,
      @ConfigProperty(name = "holdline.warm-up.max", defaultValue = "PT20S") String max,
      Tickets tickets,
      NodeDuty duty,
      Background background,
      Clock clock) {
    var settings =
        RehearsalSettings.of(address.orElse(""), Setting.duration("holdline.warm-up.max", max));
    return new Rehearsal(settings, tickets, duty, background, clock);
  }

  @Produces
  @Singleton
  Drain drain(
      ConnectionSettings settings,
      NodeDuty duty,
      Connections connections,
      RoomTails tails,
      WriteBehind history,
      WrittenTrail audit) {
    return new Drain(settings, duty, connections, tails, history, audit);
  }

  void close(@Disposes Connections connections) {
    connections.close();
  }
}
