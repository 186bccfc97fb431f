package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms that somebody owns. Alan owns them; Barbara is a stranger; Ada is an administrator. */
@OnStage
class RoomsIT {
  private static final String ROOMS = "/webrtc/rooms";

  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final String rest = ROOMS + "/" + room;
  private final String alan;
  private final String barbara;

  RoomsIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    alan = stage.token("alan");
    barbara = stage.token("barbara");
  }

  private JsonObject registered(String access) {
    var form = Json.of("room_id", room, "name", "Stand-up", "access", access);
    return Doors.body(doors.post(ROOMS, alan, form.toString()), 201);
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(Doors.body(answer, status).getString("code")).isEqualTo(code);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  private String idOf(String user) {
    var own = Doors.body(doors.post(ROOMS, stage.token(user), "{\"name\": \"own\"}"), 201);
    assertThat(doors.delete(ROOMS + "/" + own.getString("room_id"), stage.token(user)).statusCode())
        .isEqualTo(200);
    return own.getString("owner_id");
  }

  private String invitation() {
    return Doors.body(doors.post(rest + "/invitation", alan, ""), 201).getString("code");
  }

  private HttpResponse<String> join(String token, String code) {
    return doors.post(rest + "/join-by-invitation", token, Json.of("code", code).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/webrtc/rooms", "/api/webrtc/rooms"})
  void aRoomIsRegisteredReadChangedAndDeleted(String path) {
    var start = Instant.parse("2030-01-01T09:00:00Z");
    var form =
        Json.of(
            "name", "Planning",
            "access", "approval",
            "persistent", false,
            "scheduled_start", start.toString(),
            "scheduled_end", "2030-01-01T11:00:00+01:00");
    var answer = doors.post(path, alan, form.toString());
    var made = Doors.body(answer, 201);
    var id = made.getString("room_id");
    var own = path + "/" + id;
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(own);
    var read = Doors.body(doors.get(own, alan), 200);
    assertThat(Json.with(read, "role", "host")).isEqualTo(read);
    assertThat(read.keySet()).containsAll(made.keySet());
    assertThat(read.getString("state")).isEqualTo("open");
    assertThat(read.getString("scheduled_end")).isEqualTo("2030-01-01T10:00:00.000Z");
    var changed =
        Doors.body(
            doors.send("PATCH", own, alan, "{\"name\": \"Other\", \"scheduled_end\": null}"), 200);
    assertThat(changed.getString("name")).isEqualTo("Other");
    assertThat(changed.getString("access")).isEqualTo("approval");
    assertThat(changed).doesNotContainKey("scheduled_end").containsKey("scheduled_start");
    assertThat(doors.delete(own, alan).statusCode()).isEqualTo(200);
    refused(doors.get(own, alan), 404, "room_not_found");
    refused(doors.delete(own, alan), 404, "room_not_found");
  }

  @Test
  void aListShowsEachRoomAsTheCallerSeesIt() {
    registered("members");
    join(barbara, invitation());
    for (var token : List.of(alan, barbara)) {
      var listed = Doors.body(doors.get(ROOMS + "?limit=1", token), 200).getJsonArray("rooms");
      assertThat(listed).containsExactly(Doors.body(doors.get(rest, token), 200));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                          | 400 | invalid_payload  |
          {"name": "a", "name"                                        | 400 | invalid_payload  |
          {}                                                          | 422 | validation_error | name
          {"name": 5}                                                 | 422 | validation_error | name
          {"name": "  "}                                              | 422 | validation_error | name
          {"name": "tab\\t"}                                          | 422 | validation_error | name
          {"name": "a", "access": "secret"}                           | 422 | validation_error | access
          {"name": "a", "persistent": "yes"}                          | 422 | validation_error | persistent
          {"name": "a", "scheduled_start": "tomorrow"}                | 422 | validation_error | scheduled_start
          {"name": "a", "scheduled_start": "+99999-01-01T00:00:00Z"}  | 422 | validation_error | scheduled_start
          {"name": "a", "scheduled_end": "2030-01-01T00:00:00Z"}      | 422 | validation_error | scheduled_end
          {"name": "a", "scheduled_start": "2030-01-01T00:00:00Z", "scheduled_end": "2030-01-01T00:00:00Z"} | 422 | validation_error | scheduled_end
          {"name": "a", "room_id": "a b"}                             | 400 | invalid_room_id  |
          {"name": "a", "room_id": "upcoming"}                        | 409 | room_already_exists |
          """)
  void whatIsNoRoomIsRefusedAndNothingIsRegistered(
      String form, int status, String code, String field) {
    var before = Doors.body(doors.get(ROOMS, stage.token("guest-1")), 200);
    var answer = doors.post(ROOMS, stage.token("guest-1"), form);
    refused(answer, status, code);
    if (field != null) {
      assertThat(Json.object(answer.body()).getJsonObject("details").getString("field"))
          .isEqualTo(field);
    }
    assertThat(Doors.body(doors.get(ROOMS, stage.token("guest-1")), 200)).isEqualTo(before);
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    var form = Json.of("name", "n".repeat(101)).toString();
    refused(doors.post(ROOMS, alan, form), 422, "validation_error");
    registered("open");
    refused(doors.send("PATCH", rest, alan, form), 422, "validation_error");
  }

  @Test
  void anIdIsGivenOnceAndNotToAStrangerWhileOthersMeetThere() {
    registered("open");
    var form = Json.of("room_id", room, "name", "mine").toString();
    refused(doors.post(ROOMS, barbara, form), 409, "room_already_exists");
    refused(doors.post(ROOMS, alan, form), 409, "room_already_exists");
    var other = Doors.newRoom();
    var wanted = Json.of("room_id", other, "name", "mine").toString();
    try (var host = doors.enter(other, alan);
        var guest = doors.enter(other, barbara)) {
      refused(doors.post(ROOMS, barbara, wanted), 409, "room_already_exists");
      Doors.body(doors.post(ROOMS, alan, wanted), 201);
      assertThat(host.isOpen() && guest.isOpen()).isTrue();
    }
  }

  @Test
  void aChangeOfWhatSomebodyElseHasChangedMeanwhileIsRefused() {
    registered("open");
    var first = doors.get(rest, alan).headers().firstValue("ETag").orElseThrow();
    var changed = doors.send("PATCH", rest, alan, "{\"name\": \"A\"}", "If-Match", first);
    var second = changed.headers().firstValue("ETag").orElseThrow();
    assertThat(second).isNotEqualTo(first);
    assertThat(second).isEqualTo("\"%d\"".formatted(Doors.body(changed, 200).getInt("version")));
    refused(
        doors.send("PATCH", rest, alan, "{\"name\": \"B\"}", "If-Match", first),
        409,
        "version_conflict");
    refused(doors.send("DELETE", rest, alan, "", "If-Match", first), 409, "version_conflict");
    refused(doors.send("PATCH", rest, alan, "{}", "If-Match", "newest"), 422, "invalid_parameter");
    assertThat(Doors.body(doors.get(rest, alan), 200).getString("name")).isEqualTo("A");
    Doors.body(doors.send("DELETE", rest, alan, "", "If-Match", second), 200);
  }

  private Stream<HttpResponse<String>> triesOn(String path, String token) {
    var user = UUID.randomUUID().toString();
    return Stream.of(
        doors.send("PATCH", path, token, "{\"name\": \"mine\"}"),
        doors.delete(path, token),
        doors.post(path + "/close", token, ""),
        doors.post(path + "/reopen", token, ""),
        doors.post(path + "/invitation", token, ""),
        doors.delete(path + "/invitation", token),
        doors.get(path + "/members", token),
        doors.get(path + "/members/" + user, token),
        doors.send("PUT", path + "/members/" + user, token, "{\"role\": \"moderator\"}"),
        doors.delete(path + "/members/" + user, token));
  }

  @Test
  void aStrangerFindsNoDifferenceBetweenARoomForMembersAndNone() {
    registered("members");
    triesOn(rest, barbara).forEach(answer -> refused(answer, 404, "room_not_found"));
    var known = doors.get(rest, barbara);
    var unknown = doors.get(ROOMS + "/" + Doors.newRoom(), barbara);
    refused(known, 404, "room_not_found");
    assertThat(known.body()).isEqualTo(unknown.body());
    assertThat(join(barbara, "guessed").body())
        .isEqualTo(
            doors
                .post(unknown.uri().getPath() + "/join-by-invitation", barbara, "{\"code\": \"x\"}")
                .body());
  }

  @Test
  void aStrangerSeesOfAnOpenRoomWhatIsOnItsDoorAndChangesNothing() {
    var made = registered("open");
    triesOn(rest, barbara).forEach(answer -> refused(answer, 403, "insufficient_role"));
    var seen = doors.get(rest, barbara);
    assertThat(Doors.body(seen, 200).keySet())
        .containsExactlyInAnyOrder("room_id", "name", "access", "state");
    assertThat(seen.headers().firstValue("ETag")).isEmpty();
    assertThat(doors.get(rest, alan).headers().firstValue("ETag"))
        .hasValue("\"%d\"".formatted(made.getInt("version")));
    assertThat(doors.getOpenly(rest).statusCode()).isEqualTo(401);
    assertThat(Doors.body(doors.get(ROOMS, barbara), 200).toString()).doesNotContain(room);
    Doors.body(doors.post(rest + "/close", stage.token("ada"), ""), 200);
  }

  @Test
  void anInvitationMakesMembersUntilAnotherIsMadeOrItIsEnded() {
    registered("members");
    var first = invitation();
    var second = invitation();
    assertThat(second).hasSizeGreaterThan(20).isNotEqualTo(first);
    refused(join(barbara, first), 404, "invitation_not_found");
    refused(doors.post(rest + "/join-by-invitation", barbara, "{}"), 422, "validation_error");
    var joined = Doors.body(join(barbara, second), 200);
    assertThat(joined.getString("role")).isEqualTo("participant");
    Doors.body(join(barbara, second), 200);
    assertThat(Doors.body(join(alan, second), 200).getString("role")).isEqualTo("host");
    assertThat(Doors.body(doors.get(rest, barbara), 200).getString("role"))
        .isEqualTo("participant");
    assertThat(Doors.body(doors.get(ROOMS, barbara), 200).toString()).contains(room);
    Doors.body(doors.post(rest + "/close", alan, ""), 200);
    refused(join(stage.token("grace"), second), 410, "room_closed");
    Doors.body(doors.post(rest + "/reopen", alan, ""), 200);
    Doors.body(doors.delete(rest + "/invitation", alan), 200);
    refused(join(stage.token("grace"), second), 404, "invitation_not_found");
  }

  @Test
  void membersHaveRolesWithinTheReachOfWhoGivesThem() {
    registered("members");
    var barbaraId = idOf("barbara");
    var graceId = idOf("grace");
    var members = rest + "/members";
    var enrolled =
        Doors.body(
            doors.send("PUT", members + "/" + barbaraId, alan, "{\"role\": \"moderator\"}"), 200);
    assertThat(enrolled.getString("role")).isEqualTo("moderator");
    refused(
        doors.send("PUT", members + "/" + graceId, barbara, "{\"role\": \"moderator\"}"),
        403,
        "insufficient_role");
    refused(
        doors.send("PUT", members + "/" + graceId, alan, "{\"role\": \"host\"}"),
        422,
        "validation_error");
    refused(
        doors.send("PUT", members + "/" + graceId, alan, "{\"role\": \"king\"}"),
        422,
        "validation_error");
    Doors.body(doors.send("PUT", members + "/" + graceId, barbara, "{}"), 200);
    var page = Doors.body(doors.get(members + "?limit=1", stage.token("grace")), 200);
    var next = page.getString("next_after");
    var others = Doors.body(doors.get(members + "?after=" + next, alan), 200);
    assertThat(page.getJsonArray("members").size() + others.getJsonArray("members").size())
        .isEqualTo(2);
    refused(
        doors.delete(members + "/" + barbaraId, stage.token("grace")), 403, "insufficient_role");
    refused(doors.delete(members + "/" + barbaraId + "x", alan), 404, "user_not_found");
    refused(
        doors.send("PUT", members + "/" + enrolledOwner(), barbara, "{}"),
        409,
        "user_already_in_room");
    Doors.body(doors.delete(members + "/" + graceId, stage.token("grace")), 200);
    refused(doors.get(rest, stage.token("grace")), 404, "room_not_found");
  }

  private String enrolledOwner() {
    return Doors.body(doors.get(rest, alan), 200).getString("owner_id");
  }

  @Test
  void closingEndsTheMeetingForEverybody() {
    registered("open");
    try (var host = doors.enter(room, alan);
        var guest = doors.enter(room, barbara)) {
      Doors.body(doors.post(rest + "/close", alan, ""), 200);
      for (var each : List.of(host, guest)) {
        assertThat(each.await("user-left").getString("reason")).isEqualTo("room-closed");
        assertThat(each.awaitClose()).isEqualTo(4410);
      }
    }
    var closed = Doors.body(doors.post(rest + "/close", alan, ""), 200);
    assertThat(closed.getString("state")).isEqualTo("closed");
    var open = Doors.body(doors.post(rest + "/reopen", alan, ""), 200);
    assertThat(open).doesNotContainKey("closed_at");
  }

  @Test
  void deletingEndsTheMeetingAndWhatWasSaidIsGone() {
    registered("open");
    try (var host = doors.enter(room, alan)) {
      host.awaitAck(host.say("between us"));
      Doors.body(doors.delete(rest, alan), 200);
      assertThat(host.awaitClose()).isEqualTo(4410);
    }
    refused(doors.get(rest, alan), 404, "room_not_found");
    refused(doors.get(rest + "/messages", alan), 403, "user_not_in_room");
  }

  @Test
  void listsAreReadPageByPage() {
    var guest = stage.token("guest-2");
    for (int i = 0; i < 3; i++) {
      var form =
          Json.of(
              "name",
              "Room " + i,
              "scheduled_start",
              Instant.parse("2040-01-01T00:00:00Z").plus(i, ChronoUnit.HOURS).toString());
      Doors.body(doors.post(ROOMS, guest, form.toString()), 201);
    }
    assertThat(pages(ROOMS, guest)).startsWith("Room 2", "Room 1", "Room 0");
    assertThat(pages(ROOMS + "/upcoming", guest)).startsWith("Room 0");
    assertThat(pages(ROOMS + "/upcoming", guest)).doesNotHaveDuplicates();
    for (var query : List.of("?limit=0", "?limit=101", "?limit=x", "?after=x")) {
      refused(doors.get(ROOMS + query, guest), 422, "invalid_parameter");
      refused(doors.get(ROOMS + "/upcoming" + query, guest), 422, "invalid_parameter");
    }
    Json.objects(Doors.body(doors.get(ROOMS + "?limit=100", guest), 200).getJsonArray("rooms"))
        .forEach(each -> doors.delete(ROOMS + "/" + each.getString("room_id"), guest));
  }

  /** The names of all rooms, two a page. */
  private List<String> pages(String path, String token) {
    var names = new ArrayList<String>();
    var page = Doors.body(doors.get(path + "?limit=2", token), 200);
    while (true) {
      Json.objects(page.getJsonArray("rooms")).forEach(each -> names.add(each.getString("name")));
      if (!page.containsKey("next_after")) {
        return names;
      }
      var next = page.getString("next_after");
      page = Doors.body(doors.get(path + "?limit=2&after=" + next, token), 200);
    }
  }
}
