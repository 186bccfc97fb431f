package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said, changed, taken back, read and found again. */
@OnStage
class ChatIT {
  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket ada;
  private final RoomSocket alan;
  private final RoomSocket barbara;

  ChatIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    ada = doors.enter(room, stage.token("ada"));
    alan = doors.enter(room, stage.token("alan"));
    barbara = doors.enter(room, stage.token("barbara"));
  }

  @AfterEach
  void end() {
    List.of(ada, alan, barbara).forEach(RoomSocket::close);
  }

  /** Answers the id by which it is spoken of. */
  private static String say(RoomSocket by, JsonObject payload) {
    return by.awaitAck(by.send("chat-message", payload)).getString("message_id");
  }

  private static String say(RoomSocket by, String content) {
    return say(by, Json.of("content", content));
  }

  private static long change(RoomSocket by, String type, JsonObject payload) {
    return by.awaitAck(by.send(type, payload)).getJsonNumber("sequence").longValue();
  }

  private static String refusal(RoomSocket by, String type, JsonObject payload) {
    return by.awaitError(by.send(type, payload)).getString("code");
  }

  private List<JsonObject> history(String user, String query) {
    var path = "/webrtc/rooms/" + room + "/messages" + query;
    return Json.objects(
        Doors.body(doors.get(path, stage.token(user)), 200).getJsonArray("messages"));
  }

  private void awaitHistory(String user, String query, String... contents) {
    await()
        .atMost(RoomSocket.LIMIT)
        .untilAsserted(() ->
            assertThat(history(user, query))
                .extracting(message -> message.getString("content", "deleted"))
                .containsExactly(contents));
  }

  private static String search(String words) {
    return "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  /** What D61 and D10 damaged or let through: it is text, and stays what it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a < b and c > d",
        "one = 1, onclick=2",
        "jajavascript:vascript:alert(1)",
        "<script>alert(1)</script><img src=x onerror=alert(1)",
        "&lt;b&gt; \"quoted\" \\back 'single' \u2028 \ud83d\ude00"
      })
  void textIsPassedOnAndKeptAsItIs(String text) {
    say(ada, text);
    alan.await("chat-message");
    assertThat(alan.said()).containsExactly(text);
    awaitHistory("alan", "", text);
  }

  @Test
  void aReplyNamesAMessageOfThisRoom() {
    var question = say(ada, "why?");
    say(alan, Json.of("content", "because", "reply_to", question));
    assertThat(ada.await("chat-message").getString("reply_to")).isEqualTo(question);
    var elsewhere = Doors.newRoom();
    try (var other = doors.enter(elsewhere, stage.token("ada"))) {
      var foreign = say(other, "elsewhere");
      assertThat(refusal(alan, "chat-message", Json.of("content", "what?", "reply_to", foreign)))
          .isEqualTo("message_not_found");
    }
  }

  @Test
  void everybodyHearsWhatWasChangedAndTheHistoryShowsWhatIsSaidNow() {
    var first = say(ada, "frist");
    var second = say(ada, "second");
    say(alan, "third");
    change(ada, "chat-edit", Json.of("message_id", first, "content", "first"));
    var position = change(ada, "chat-delete", Json.of("message_id", second));
    barbara.settle(position);
    assertThat(barbara.await("chat-edit").getString("content")).isEqualTo("first");
    assertThat(barbara.await("chat-delete").getString("message_id")).isEqualTo(second);
    awaitHistory("barbara", "", "first", "deleted", "third");
    var shown = history("barbara", "");
    assertThat(shown.getFirst()).containsKey("edited_at");
    assertThat(shown.get(1)).containsKey("deleted_at").doesNotContainKey("content");
    assertThat(shown.get(1).getString("deleted_by")).isEqualTo(ada.userId());
    assertThat(shown.getLast()).doesNotContainKeys("edited_at", "deleted_at");
    assertThat(refusal(ada, "chat-edit", Json.of("message_id", second, "content", "again")))
        .isEqualTo("message_not_found");
  }

  @Test
  void onlyTheAuthorChangesAndOnlyAHostDeletesWhatAnotherSaid() {
    var his = say(alan, "mine");
    var edit = Json.of("message_id", his, "content", "ours");
    assertThat(refusal(barbara, "chat-edit", edit)).isEqualTo("permission_denied");
    assertThat(refusal(ada, "chat-edit", edit)).isEqualTo("permission_denied");
    assertThat(refusal(barbara, "chat-delete", Json.of("message_id", his)))
        .isEqualTo("permission_denied");
    assertThat(ada.joined().getString("role")).isEqualTo("host");
    change(ada, "chat-delete", Json.of("message_id", his));
    assertThat(alan.await("chat-delete").getString("user_id")).isEqualTo(ada.userId());
  }

  @Test
  void whatTwoSayToEachOtherStaysBetweenThemLiveInReplayInTheHistoryAndInTheSearch() {
    var elsewhere = doors.enter(room, stage.token("ada"));
    alan.cut();
    barbara.await("participant-update");
    say(ada, Json.of("content", "secret plan", "target_user_id", alan.userId()));
    var position = ada.awaitAck(ada.say("public plan")).getJsonNumber("sequence").longValue();
    var back =
        doors.enter(
            room,
            stage.token("alan"),
            Map.of(
                "resume_token", alan.resumeToken(),
                "epoch", alan.epoch(),
                "last_sequence", alan.sequence()));
    List.of(back, barbara, elsewhere).forEach(socket -> socket.settle(position));
    assertThat(back.said()).containsExactly("secret plan", "public plan");
    assertThat(elsewhere.said()).containsExactly("secret plan", "public plan");
    assertThat(barbara.said()).containsExactly("public plan");
    awaitHistory("alan", "", "secret plan", "public plan");
    awaitHistory("ada", search("plan"), "secret plan", "public plan");
    assertThat(history("barbara", "")).hasSize(1);
    assertThat(history("barbara", search("secret"))).isEmpty();
    List.of(back, elsewhere).forEach(RoomSocket::close);
  }

  @Test
  void theSearchFindsWhatMessagesSayNowPageByPage() {
    var edited = say(ada, "apples");
    change(ada, "chat-edit", Json.of("message_id", edited, "content", "pears"));
    say(alan, "More pears, please");
    say(alan, "no fruit");
    awaitHistory("barbara", search("pears"), "pears", "More pears, please");
    awaitHistory("barbara", search("apples"));
    var path = "/webrtc/rooms/" + room + "/messages" + search("pears") + "&limit=1";
    var page = Doors.body(doors.get(path, stage.token("barbara")), 200);
    var before = page.getString("next_before");
    assertThat(history("barbara", search("pears") + "&limit=1&before=" + before))
        .extracting(message -> message.getString("content"))
        .containsExactly("pears");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?q=", "?q=%20", "?q=%00a", "?limit=0", "?before=x"})
  void aQuestionThatMakesNoSenseIsRefused(String query) {
    var answer = doors.get("/webrtc/rooms/" + room + "/messages" + query, stage.token("ada"));
    assertThat(Doors.body(answer, 422).getString("code")).isEqualTo("invalid_parameter");
  }

  @Test
  void receiptsAreHeardAtOnceAndAskedForLater() {
    var first = say(ada, "one");
    var second = say(ada, "two");
    var direct = say(ada, Json.of("content", "psst", "target_user_id", alan.userId()));
    for (var read : List.of(second, first, direct)) {
      alan.send("read-receipt", Json.of("message_id", read));
    }
    ada.awaitEnvelope(each ->
        each.getString("type").equals("read-receipt")
            && each.getJsonObject("payload").getString("message_id").equals(direct));
    assertThat(refusal(barbara, "read-receipt", Json.of("message_id", direct)))
        .isEqualTo("message_not_found");
    assertThat(receipts("ada")).containsExactlyInAnyOrder(second, direct);
    assertThat(receipts("alan")).containsExactlyInAnyOrder(second, direct);
    assertThat(receipts("barbara")).containsExactly(second);
    assertThat(barbara.received("read-receipt"))
        .noneMatch(each -> each.toString().contains(direct));
  }

  private List<String> receipts(String user) {
    var path = "/webrtc/rooms/" + room + "/read-receipts";
    return Json.objects(
            Doors.body(doors.get(path, stage.token(user)), 200).getJsonArray("receipts"))
        .stream()
        .map(receipt -> receipt.getString("message_id"))
        .toList();
  }

  @Test
  void whoComesLaterMayReadWhatWasSaidBefore() {
    say(ada, "earlier");
    awaitHistory("ada", "", "earlier");
    try (var late = doors.enter(room, stage.token("grace"))) {
      assertThat(late.said()).isEmpty();
      awaitHistory("grace", "", "earlier");
      var path = "/webrtc/rooms/" + room + "/reconnect?last_sequence=0";
      var missed = Doors.body(doors.get(path, stage.token("grace")), 200);
      assertThat(missed.getBoolean("truncated")).isFalse();
      assertThat(missed.getJsonArray("missed_messages").toString()).contains("earlier");
    }
  }
}
