package org.holdline.contract.boundary;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.holdline.platform.control.Version;
import org.holdline.problem.boundary.Problem;
import org.holdline.text.Json;

/**
 * The routes as OpenAPI 3.1. Paths, methods, parameters and who may call come from the resources,
 * what bodies and answers look like from {@code clients/protocol/routes}; neither is complete
 * without the other.
 */
final class OpenApi {
  private static final String JSON = "application/json";
  private static final List<String> RATE_HEADERS =
      List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");

  private final Schemas schemas = new Schemas();
  private final Refusals refusals = new Refusals();
  private final Map<String, JsonObject> features = new TreeMap<>();

  private OpenApi() {}

  /**
   * The document of these resources.
   *
   * @throws IllegalStateException when a route is not defined, or defined otherwise than it is
   */
  static JsonObject of(Collection<Class<?>> resources) {
    return new OpenApi().document(Route.of(resources));
  }

  private JsonObject document(List<Route> routes) {
    var paths = paths(routes);
    return Json.createObjectBuilder()
        .add("openapi", "3.1.0")
        .add(
            "info",
            Json.createObjectBuilder()
                .add("title", "Holdline")
                .add("version", Version.current())
                .add(
                    "description",
                    "Rooms for WebRTC, in which a dropped connection loses nothing."))
        .add(
            "servers",
            Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("url", "/webrtc"))
                .add(Json.createObjectBuilder().add("url", "/api/webrtc")))
        .add(
            "security",
            Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("token", JsonValue.EMPTY_JSON_ARRAY)))
        .add("tags", tags())
        .add("paths", paths)
        .add("components", components())
        .build();
  }

  private JsonObjectBuilder paths(List<Route> routes) {
    var byPath = new TreeMap<String, JsonObjectBuilder>();
    for (var route : routes) {
      byPath
          .computeIfAbsent(route.path(), path -> Json.createObjectBuilder())
          .add(route.verb().toLowerCase(Locale.ROOT), operation(route));
    }
    var paths = Json.createObjectBuilder();
    byPath.forEach(paths::add);
    return paths;
  }

  private JsonObject definition(Route route) {
    var feature =
        features.computeIfAbsent(
            route.feature(), name -> Definitions.get("routes/" + name + ".json"));
    var definition = feature.getJsonObject("routes").getJsonObject(route.name());
    if (definition == null) {
      throw new IllegalStateException(
          route.name() + " is not in clients/protocol/routes/" + route.feature() + ".json");
    }
    var query = new TreeSet<>(names(definition, "query"));
    require(route, route.shared().containsAll(without(query, route.query())), "query");
    require(route, query.containsAll(route.query()), "query");
    require(route, names(definition, "headers").equals(Set.copyOf(route.headers())), "headers");
    require(route, definition.containsKey("body") == route.takesBody(), "body");
    return definition;
  }

  private static Set<String> names(JsonObject definition, String member) {
    return definition.getOrDefault(member, JsonValue.EMPTY_JSON_OBJECT).asJsonObject().keySet();
  }

  private static Set<String> without(Set<String> all, List<String> some) {
    return all.stream().filter(each -> !some.contains(each)).collect(toUnmodifiableSet());
  }

  private static void require(Route route, boolean isSo, String what) {
    if (!isSo) {
      throw new IllegalStateException(
          "%s: its %s is read and defined differently".formatted(route.name(), what));
    }
  }

  private JsonObjectBuilder operation(Route route) {
    var definition = definition(route);
    var operation =
        Json.createObjectBuilder()
            .add("operationId", operationId(route))
            .add("summary", definition.getString("summary"))
            .add("tags", Json.createArrayBuilder().add(route.feature()))
            .add("parameters", parameters(route, definition));
    if (route.isOpen()) {
      operation.add("security", JsonValue.EMPTY_JSON_ARRAY);
    }
    if (route.takesBody()) {
      var body = definition.getJsonObject("body");
      operation.add(
          "requestBody",
          Json.createObjectBuilder()
              .add("required", body.containsKey("required"))
              .add(
                  "content",
                  content(body.getString("contentMediaType", JSON), schemas.adopt(body))));
    }
    return operation.add("responses", responses(route, definition));
  }

  private static String operationId(Route route) {
    return (route.verb() + route.path())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[{}]", "")
        .replaceAll("[^a-z0-9_]+", "-");
  }

  private JsonArrayBuilder parameters(Route route, JsonObject definition) {
    var parameters = Json.createArrayBuilder();
    for (var name : route.pathParameters()) {
      parameters.add(
          Json.createObjectBuilder()
              .add("name", name)
              .add("in", "path")
              .add("required", true)
              .add("schema", Json.createObjectBuilder().add("type", "string")));
    }
    addParameters(parameters, "query", definition);
    addParameters(parameters, "headers", definition);
    return parameters;
  }

  private void addParameters(JsonArrayBuilder to, String member, JsonObject definition) {
    definition
        .getOrDefault(member, JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .forEach((name, value) -> {
          var schema = Json.createObjectBuilder(schemas.adopt(value.asJsonObject()));
          to.add(
              Json.createObjectBuilder()
                  .add("name", name)
                  .add("in", member.equals("query") ? "query" : "header")
                  .add("description", value.asJsonObject().getString("description"))
                  .add("required", value.asJsonObject().getBoolean("required", false))
                  .add("schema", schema.remove("required")));
        });
  }

  private JsonObjectBuilder responses(Route route, JsonObject definition) {
    var responses = new TreeMap<String, JsonObjectBuilder>();
    var own =
        definition
            .getOrDefault("problems", JsonValue.EMPTY_JSON_ARRAY)
            .asJsonArray()
            .getValuesAs(JsonString::getString);
    refusals
        .of(route, own)
        .forEach((status, codes) -> responses.put(Integer.toString(status), refusal(codes)));
    definition
        .getJsonObject("answers")
        .forEach((status, schema) -> responses.put(status, answer(route, schema.asJsonObject())));
    var all = Json.createObjectBuilder();
    responses.forEach(all::add);
    return all;
  }

  private JsonObjectBuilder answer(Route route, JsonObject defined) {
    var schema = schemas.adopt(defined);
    var answer = Json.createObjectBuilder().add("description", defined.getString("description"));
    if (!route.isOpen()) {
      var headers = Json.createObjectBuilder();
      RATE_HEADERS.forEach(name -> headers.add(name, reference("headers/" + name)));
      answer.add("headers", headers);
    }
    return schema.size() == 1 && !schema.containsKey("$ref")
        ? answer
        : answer.add("content", content(schema.getString("contentMediaType", JSON), schema));
  }

  private static JsonObjectBuilder refusal(Set<String> codes) {
    var narrowed =
        Json.createObjectBuilder()
            .add("allOf", Json.createArrayBuilder().add(reference("schemas/Problem")))
            .add(
                "properties",
                Json.createObjectBuilder()
                    .add(
                        "code",
                        Json.createObjectBuilder().add("enum", Json.createArrayBuilder(codes))))
            .build();
    return Json.createObjectBuilder()
        .add("description", String.join(", ", codes))
        .add("content", content(Problem.MEDIA_TYPE, narrowed));
  }

  private static JsonObjectBuilder content(String mediaType, JsonObject schema) {
    return Json.createObjectBuilder()
        .add(mediaType, Json.createObjectBuilder().add("schema", schema));
  }

  private static JsonObjectBuilder reference(String component) {
    return Json.createObjectBuilder().add("$ref", "#/components/" + component);
  }

  private JsonArrayBuilder tags() {
    var tags = Json.createArrayBuilder();
    features.forEach((name, feature) ->
        tags.add(
            Json.createObjectBuilder()
                .add("name", name)
                .add("description", feature.getString("description"))));
    return tags;
  }

  private JsonObjectBuilder components() {
    var problem = schemas.adopt(Definitions.get("types/problem.json"));
    var headers = Json.createObjectBuilder();
    RATE_HEADERS.forEach(name ->
        headers.add(
            name,
            Json.createObjectBuilder()
                .add("description", "Of the tightest budget that the call was charged to")
                .add("schema", Json.createObjectBuilder().add("type", "integer"))));
    return Json.createObjectBuilder()
        .add("schemas", schemas.components().add("Problem", problem))
        .add("headers", headers)
        .add(
            "securitySchemes",
            Json.createObjectBuilder()
                .add(
                    "token",
                    Json.createObjectBuilder()
                        .add("type", "http")
                        .add("scheme", "bearer")
                        .add("description", "An access token of the provider of /sign-on")));
  }
}
