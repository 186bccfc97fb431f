package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.FileDoors;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an administrator sees and does with any JMX console. */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministrationIT {
  private static final Duration RETENTION = Duration.ofSeconds(3);

  private final Stage stage;
  private final String room = Doors.newRoom();
  private HoldlineServer server;
  private Doors doors;
  private JMXConnector console;
  private MBeanServerConnection beans;

  AdministrationIT(Stage stage) {
    this.stage = stage;
  }

  @BeforeAll
  @SuppressWarnings("BanJNDI") // whom it leads to is the server that was started here
  void start() throws InterruptedException, IOException {
    int port = Ports.free();
    var common = stage.settings();
    var options =
        List.of(
            "-Dcom.sun.management.jmxremote.port=" + port,
            "-Dcom.sun.management.jmxremote.rmi.port=" + port,
            "-Dcom.sun.management.jmxremote.host=127.0.0.1",
            "-Djava.rmi.server.hostname=127.0.0.1",
            "-Dcom.sun.management.jmxremote.authenticate=false",
            "-Dcom.sun.management.jmxremote.ssl=false");
    var settings =
        new HoldlineSettings(
                Path.of("target", "administration").toAbsolutePath(),
                Ports.free(),
                common.environment(),
                Stream.concat(common.jvmOptions().stream(), options.stream()).toList(),
                null)
            .with("HOLDLINE_RECORDING_RETENTION", RETENTION.toString());
    server = HoldlineServer.start(settings);
    doors = new Doors(URI.create(server.url()));
    var address = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
    console = JMXConnectorFactory.connect(address);
    beans = console.getMBeanServerConnection();
  }

  @AfterAll
  void stop() throws IOException {
    console.close();
    server.close();
  }

  private static ObjectName name(String type) throws JMException {
    return new ObjectName("org.holdline:type=" + type);
  }

  private Object get(String type, String attribute) throws JMException, IOException {
    return beans.getAttribute(name(type), attribute);
  }

  private Object call(String type, String verb, Object... arguments)
      throws JMException, IOException {
    var signature =
        Arrays.stream(arguments)
            .map(each -> each instanceof Integer ? "int" : each.getClass().getName())
            .toArray(String[]::new);
    return beans.invoke(name(type), verb, arguments, signature);
  }

  private static List<Map<String, Object>> lines(Object answer) {
    return Arrays.stream((CompositeData[]) answer).map(AdministrationIT::fields).toList();
  }

  private static Map<String, Object> fields(CompositeData line) {
    return line.getCompositeType().keySet().stream()
        .filter(each -> line.get(each) != null)
        .collect(Collectors.toMap(each -> each, line::get));
  }

  @Test
  void roomsAndThoseInThemAreSeenAndSentAway() throws JMException, IOException {
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = doors.enter(room, stage.token("alan"))) {
      assertThat((Integer) get("Rooms", "ActiveRooms")).isPositive();
      assertThat((Integer) get("Rooms", "Participants")).isGreaterThanOrEqualTo(2);
      assertThat((Integer) get("Replay", "RoomsFollowed")).isPositive();
      assertThat((Integer) get("Node", "Connections")).isEqualTo(2);
      assertThat(lines(call("Sessions", "list", room)))
          .extracting(each -> each.get("session"), each -> each.get("role"))
          .containsExactly(tuple(ada.sessionId(), "host"), tuple(alan.sessionId(), "participant"));
      assertThat(call("Sessions", "disconnect", room, alan.userId())).isEqualTo(true);
      assertThat(alan.awaitClose()).isEqualTo(4410);
      assertThat(call("Sessions", "disconnect", room, alan.userId())).isEqualTo(false);
      assertThat(call("Sessions", "sweep", room)).isEqualTo(0);
      assertThat(call("Rooms", "endMeeting", room)).isEqualTo(1);
      assertThat(ada.awaitClose()).isEqualTo(4410);
      assertThat(lines(call("Sessions", "list", room))).isEmpty();
    }
  }

  @Test
  void whatResumesBroughtBackIsSeen() throws IOException {
    var own = Doors.newRoom();
    try (var ada = doors.enter(own, stage.token("ada"))) {
      ada.cut();
      try (var back =
          doors.enter(own, stage.token("ada"), Map.of("resume_token", ada.resumeToken()))) {
        await()
            .atMost(RoomSocket.LIMIT)
            .until(() -> !lines(call("Recoveries", "ofRoom", own, 10)).isEmpty());
        assertThat(back.isOpen()).isTrue();
      }
    }
  }

  @Test
  void storesBudgetsAndDeliveryAreSeen() throws JMException, IOException {
    await().atMost(RoomSocket.LIMIT).untilAsserted(this::allComponentsAreUp);
    assertThat((Long) get("Stores", "RedisMemoryBytes")).isPositive();
    assertThat((Integer) get("Stores", "RedisConnectionsFree"))
        .isBetween(0, (Integer) get("Stores", "RedisConnectionsMax"));
    assertThat(lines(get("Limits", "Budgets")))
        .extracting(each -> each.get("budget"))
        .contains("chat_message", "signaling");
    assertThat((Long) get("Limits", "RefusedToday")).isNotNegative();
    assertThat((Integer) call("Limits", "remaining", "somebody", "chat_message")).isPositive();
    await().atMost(RoomSocket.LIMIT).until(() -> get("Replay", "Latency") != null);
  }

  /** Not at any moment: on a busy machine one may answer after the second that it has. */
  private void allComponentsAreUp() throws JMException, IOException {
    var components = lines(get("Stores", "Components"));
    assertThat(components)
        .extracting(each -> each.get("name"))
        .contains("redis", "database", "delivery", "node");
    assertThat(components).allSatisfy(each -> assertThat(each).containsEntry("up", true));
    assertThat(get("Stores", "Status")).isEqualTo("healthy");
  }

  @Test
  void transfersOfFilesAreSeenAndEnded() throws JMException, IOException {
    var own = Doors.newRoom();
    var files = new FileDoors(URI.create(server.url()), own);
    try (var ada = doors.enter(own, stage.token("ada"));
        var alan = doors.enter(own, stage.token("alan"))) {
      var offer = files.offer(stage.token("ada"), alan.userId(), "plan.bin", new byte[70_000]);
      var id = offer.getString("transfer_id");
      assertThat((Long) get("Transfers", "Pending")).isPositive();
      assertThat((Long) get("Transfers", "StoredBytes"))
          .isBetween(0L, (Long) get("Transfers", "StoredBytesMax"));
      assertThat(lines(call("Transfers", "list", own)))
          .extracting(each -> each.get("transfer"), each -> each.get("receiver"))
          .containsExactly(tuple(id, alan.userId()));
      assertThat(call("Transfers", "end", id)).isEqualTo(true);
      assertThat(ada.await("file-share-fail").getString("error"))
          .isEqualTo("ended_by_administrator");
      assertThat(call("Transfers", "end", id)).isEqualTo(false);
      assertThat(lines(call("Transfers", "list", own))).isEmpty();
      call("Transfers", "sweep");
    }
  }

  @Test
  void recordingsAreSeenEndedAndSweptWhenTheirTimeIsOver() throws JMException, IOException {
    var own = Doors.newRoom();
    try (var ada = doors.enter(own, stage.token("ada"))) {
      var start = "/webrtc/rooms/" + own + "/recording/start";
      var id =
          Doors.body(doors.post(start, stage.token("ada"), "{}"), 200).getString("recording_id");
      assertThat((Long) get("Recordings", "CapturedHere")).isPositive();
      assertThat(lines(get("Recordings", "Active")))
          .extracting(each -> each.get("recording"))
          .contains(id);
      assertThat(call("Recordings", "stop", id)).isEqualTo(true);
      assertThat(ada.await("recording-stopped").getString("stop_reason"))
          .isEqualTo("administrator");
      var over = Instant.parse(ada.await("recording-failed").getString("processed_at"));
      assertThat(call("Recordings", "stop", id)).isEqualTo(false);
      await()
          .atMost(RoomSocket.LIMIT)
          .until(() -> {
            call("Recordings", "sweep");
            return statusOf(id) == 404;
          });
      assertThat(Duration.between(over, Instant.now())).isGreaterThan(RETENTION);
    }
  }

  private int statusOf(String recording) {
    var path = "/webrtc/recordings/" + recording + "/status";
    return doors.get(path, stage.token("ada")).statusCode();
  }

  @Test
  void whatMakesNoSenseIsRefusedInWordsThatAConsoleUnderstands() {
    assertThatThrownBy(() -> call("Sessions", "list", "no room!"))
        .isInstanceOf(RuntimeMBeanException.class)
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasStackTraceContaining("invalid_room_id");
    assertThatThrownBy(() -> call("Recoveries", "newest", 0))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }
}
