package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.Test;

/** A host removes somebody, who hears of it, is cut off and stays out. */
@OnStage
class RemovalIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final String rest = "/webrtc/rooms/" + room;

  RemovalIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
  }

  private void staysOut(String user, String resumeToken) {
    try (var back = doors.sdk(room, stage.token(user))) {
      back.join(Map.of("resume_token", resumeToken));
      assertThat(back.await("error").getString("code")).isEqualTo("user_banned");
      assertThat(back.awaitClose()).isEqualTo(4403);
    }
    try (var plain = doors.plain(room, stage.token(user))) {
      assertThat(plain.await("error").getString("code")).isEqualTo("user_banned");
      assertThat(plain.awaitClose()).isEqualTo(4403);
    }
    var refused = doors.get(rest + "/participants", stage.token(user));
    assertThat(Doors.body(refused, 403).getString("code")).isEqualTo("user_banned");
  }

  @Test
  void whoIsKickedHearsItIsClosedAndDoesNotComeBackByHimself() {
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = doors.enter(room, stage.token("alan"));
        var phone = doors.enter(room, stage.token("alan"))) {
      var token = alan.await("joined").getString("resume_token");
      var path = rest + "/participants/" + alan.userId() + "/kick";
      assertThat(Doors.body(doors.post(path, stage.token("ada"), "{}"), 200).getString("action"))
          .isEqualTo("kicked");
      for (var each : List.of(ada, alan, phone)) {
        assertThat(each.await("user-left").getString("reason")).isEqualTo("kicked");
      }
      assertThat(alan.awaitClose()).isEqualTo(4410);
      assertThat(phone.awaitClose()).isEqualTo(4410);
      staysOut("alan", token);
      assertThat(ada.received("user-left")).hasSize(1);
    }
  }

  @Test
  void aBanHoldsUntilItIsLifted() {
    try (var ada = doors.enter(room, stage.token("ada"));
        var alan = doors.enter(room, stage.token("alan"))) {
      var token = alan.await("joined").getString("resume_token");
      var path = rest + "/participants/" + alan.userId() + "/ban";
      assertThat(doors.post(path, stage.token("alan"), "{}").statusCode()).isEqualTo(403);
      assertThat(doors.post(path, stage.token("ada"), "{}").statusCode()).isEqualTo(200);
      assertThat(alan.awaitClose()).isEqualTo(4410);
      assertThat(ada.await("user-left").getString("reason")).isEqualTo("banned");
      staysOut("alan", token);
      var bans = Doors.body(doors.get(rest + "/bans", stage.token("ada")), 200);
      assertThat(bans.getJsonArray("user_ids").getString(0)).isEqualTo(alan.userId());
      var ban = rest + "/bans/" + alan.userId();
      assertThat(doors.delete(ban, stage.token("ada")).statusCode()).isEqualTo(200);
    }
    try (var back = doors.enter(room, stage.token("alan"))) {
      assertThat(back.received("error")).isEmpty();
    }
  }
}
