package org.holdline.system.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.holdline.system.wire.RoomSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every route refuses, for each route that the served contract has: callers without a proof,
 * names that cannot be, bodies and parameters of another form. The caller of the latter is the
 * room's host and an administrator, so that nothing else stands in his way.
 */
@OnStage
class EveryRouteIT {
  private static final String NOBODY = "Nobody.Can.Be";
  private static final Set<Integer> INVALID = Set.of(400, 404, 409, 422);

  private final Stage stage;
  private final Doors doors;
  private final String room = Doors.newRoom();
  private final RoomSocket host;
  private final JsonObject contract;

  EveryRouteIT(Stage stage) {
    this.stage = stage;
    doors = new Doors(stage.direct());
    host = doors.enter(room, stage.token("ada"));
    contract = Doors.body(doors.getOpenly("/webrtc/openapi.json"), 200);
  }

  @AfterEach
  void end() {
    host.close();
  }

  /** A verb at a path, as the contract has it. */
  private record Route(String path, String verb, JsonObject operation) {
    String name() {
      return verb + " " + path;
    }

    boolean isOpen() {
      return operation.containsKey("security");
    }

    Stream<JsonObject> parameters(String in) {
      return operation.getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
          .filter(each -> each.getString("in").equals(in));
    }

    boolean hasInPath(String name) {
      return path.contains("{" + name + "}");
    }
  }

  private Stream<Route> routes() {
    return contract.getJsonObject("paths").entrySet().stream()
        .flatMap(path ->
            path.getValue().asJsonObject().entrySet().stream()
                .map(verb ->
                    new Route(
                        path.getKey(),
                        verb.getKey().toUpperCase(Locale.ROOT),
                        verb.getValue().asJsonObject())));
  }

  private static Stream<DynamicTest> each(Stream<Route> routes, Function<Route, Runnable> test) {
    return routes.map(route -> dynamicTest(route.name(), test.apply(route)::run));
  }

  @TestFactory
  Stream<DynamicTest> nobodyWithoutAProofGetsAnything() {
    return each(
        routes().filter(route -> !route.isOpen()),
        route ->
            () -> {
              var path = path(route, Map.of());
              var openly = doors.sendOpenly(route.verb(), path, "{}");
              assertThat(code(openly, 401)).isEqualTo("unauthorized");
              var forged = doors.send(route.verb(), path, "not.a.token", "{}");
              assertThat(code(forged, 401)).isEqualTo("invalid_token");
            });
  }

  @TestFactory
  Stream<DynamicTest> aRoomThatCannotBeIsRefused() {
    return each(
        routes().filter(route -> route.hasInPath("room_id")),
        route ->
            () -> {
              var answer = ask(route, path(route, Map.of("room_id", NOBODY)), "{}");
              assertThat(code(answer, 400)).isEqualTo("invalid_room_id");
            });
  }

  @TestFactory
  Stream<DynamicTest> aUserWhoCannotBeIsRefused() {
    return each(
        routes().filter(route -> route.hasInPath("user_id")),
        route ->
            () -> {
              var answer = ask(route, path(route, Map.of("user_id", "%01")), "{}");
              assertThat(code(answer, 400)).isEqualTo("invalid_user_id");
            });
  }

  @TestFactory
  Stream<DynamicTest> aNumberThatIsNoneIsRefused() {
    return each(
        routes().filter(route -> numbers(route).findAny().isPresent()),
        route ->
            () ->
                numbers(route)
                    .forEach(name -> {
                      var answer = ask(route, path(route, Map.of()) + "?" + name + "=many", "{}");
                      assertThat(code(answer, 422)).as(name).isEqualTo("invalid_parameter");
                    }));
  }

  private static Stream<String> numbers(Route route) {
    return route
        .parameters("query")
        .filter(each -> each.getJsonObject("schema").getString("type", "").equals("integer"))
        .map(each -> each.getString("name"));
  }

  @TestFactory
  Stream<DynamicTest> aBodyThatIsNoObjectIsRefused() {
    return each(
        routes().filter(route -> !fields(route).isEmpty()),
        route ->
            () -> {
              for (var body : List.of("{\"", "[]", "{} {}")) {
                var answer = ask(route, path(route, Map.of()), body);
                assertThat(code(answer, 400)).as(body).isEqualTo("invalid_payload");
              }
            });
  }

  /** Whatever else is missing then, nothing is done and nothing breaks. */
  @TestFactory
  Stream<DynamicTest> aFieldOfAnotherTypeIsRefused() {
    return each(
        routes().filter(route -> !fields(route).isEmpty()),
        route ->
            () ->
                fields(route)
                    .forEach((name, schema) -> {
                      var body = Json.of(name, wrong(schema.asJsonObject())).toString();
                      var answer = ask(route, path(route, Map.of()), body);
                      assertThat(answer.statusCode()).as(body + answer.body()).isIn(INVALID);
                    }));
  }

  private JsonObject fields(Route route) {
    var schema = at(route.operation(), "requestBody", "content", "application/json", "schema");
    return at(resolved(schema), "properties");
  }

  private JsonObject resolved(JsonObject schema) {
    var reference = schema.getString("$ref", "");
    if (reference.isEmpty()) {
      return schema;
    }
    var name = reference.substring(reference.lastIndexOf('/') + 1);
    return at(contract, "components", "schemas", name);
  }

  private static JsonObject at(JsonObject from, String... names) {
    var found = from;
    for (var name : names) {
      found = found.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    }
    return found;
  }

  /** A value that no schema of that type allows. */
  private static Object wrong(JsonObject schema) {
    var type = schema.get("type");
    return type != null && type.toString().contains("object") ? 7 : Json.of("of", "another type");
  }

  private HttpResponse<String> ask(Route route, String path, String body) {
    return doors.send(route.verb(), path, stage.token("ada"), body);
  }

  private static String code(HttpResponse<String> answer, int status) {
    return Doors.body(answer, status).getString("code");
  }

  private String path(Route route, Map<String, String> values) {
    var path = "/webrtc" + route.path();
    for (var parameter : route.parameters("path").toList()) {
      var name = parameter.getString("name");
      var otherwise = name.equals("room_id") ? room : "nobody";
      path = path.replace("{" + name + "}", values.getOrDefault(name, otherwise));
    }
    return path;
  }
}
