package org.holdline.contract.boundary;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.holdline.problem.boundary.Problem;
import org.holdline.text.Json;

/** OpenAPI, AsyncAPI and the catalogue of refusals as one page. */
final class ReferencePage {
  private final Html page = new Html();

  private ReferencePage() {}

  static String of(JsonObject openApi, JsonObject asyncApi, Refusals refusals) {
    var reference = new ReferencePage();
    reference.head();
    reference.routes(openApi);
    reference.messages(asyncApi);
    reference.types(openApi, asyncApi);
    reference.refusals(refusals);
    return reference.page.page("Holdline: reference");
  }

  private void head() {
    page.add("h1", "Holdline: reference")
        .add(
            "<p>For programs: <a href=\"openapi.json\">OpenAPI 3.1</a> (<a"
                + " href=\"openapi.yaml\">YAML</a>),")
        .add("<a href=\"asyncapi.json\">AsyncAPI 3</a>.</p>")
        .add("<nav><a href=\"#routes\">Routes</a> <a href=\"#messages\">Messages</a>")
        .add("<a href=\"#types\">Types</a> <a href=\"#refusals\">Refusals</a></nav>");
  }

  private void routes(JsonObject openApi) {
    page.add("<h2 id=\"routes\">Routes</h2>")
        .add("<p>All below <code>/webrtc</code> and <code>/api/webrtc</code>.</p>");
    openApi
        .getJsonObject("paths")
        .forEach((path, operations) ->
            operations
                .asJsonObject()
                .forEach((verb, operation) ->
                    route(verb.toUpperCase(Locale.ROOT), path, operation.asJsonObject())));
  }

  private void route(String verb, String path, JsonObject operation) {
    var id = operation.getString("operationId");
    page.add("<details id=\"" + id + "\">")
        .add("<summary><code><b>" + verb + "</b> " + Html.encoded(path) + "</code> ")
        .add(Html.encoded(operation.getString("summary")) + "</summary>");
    var parameters = operation.getJsonArray("parameters");
    if (!parameters.isEmpty()) {
      page.add("<table>").add("<tr><th>parameter</th><th>in</th><th></th></tr>");
      parameters.getValuesAs(JsonObject.class).forEach(this::parameter);
      page.add("</table>");
    }
    if (operation.containsKey("requestBody")) {
      page.add("h4", "Body");
      content(operation.getJsonObject("requestBody"));
    }
    operation
        .getJsonObject("responses")
        .forEach((status, answer) -> answer(status, answer.asJsonObject()));
    page.add("</details>");
  }

  private void answer(String status, JsonObject answer) {
    var described = answer.getString("description");
    var contents = answer.getOrDefault("content", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    if (contents.containsKey(Problem.MEDIA_TYPE)) {
      page.add("<p>" + status + ": " + explained(described) + "</p>");
    } else {
      page.add("h4", status + ": " + described);
      content(answer);
    }
  }

  private static String explained(String codes) {
    return Arrays.stream(codes.split(", ", -1))
        .map(code -> "<a href=\"problems/%1$s\">%1$s</a>".formatted(Html.encoded(code)))
        .collect(Collectors.joining(", "));
  }

  private void parameter(JsonObject parameter) {
    page.add("<tr><td><code>" + Html.encoded(parameter.getString("name")) + "</code></td>")
        .add("<td>" + parameter.getString("in") + "</td>")
        .add("<td>" + Html.encoded(parameter.getString("description", "")) + "</td></tr>");
  }

  private void content(JsonObject described) {
    described
        .getOrDefault("content", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .forEach((media, content) -> schema(content.asJsonObject().getJsonObject("schema")));
  }

  private void messages(JsonObject asyncApi) {
    page.add("<h2 id=\"messages\">Messages</h2>")
        .add("<p>Over the WebSocket <code>/webrtc/ws/{room_id}</code>.</p>");
    asyncApi
        .getJsonObject("components")
        .getJsonObject("messages")
        .forEach((name, message) -> message(name, message.asJsonObject()));
  }

  private void message(String name, JsonObject message) {
    var says = name.startsWith("client-") ? "client says" : "server says";
    page.add("<details id=\"" + name + "\">")
        .add("<summary><code>" + message.getString("name") + "</code> " + says + ": ")
        .add(Html.encoded(message.getString("summary")) + "</summary>")
        .add(
            "p",
            "Class %s, for %s."
                .formatted(message.getString("x-class"), message.getString("x-audience")));
    schema(message.getJsonObject("payload").getJsonObject("properties").getJsonObject("payload"));
    page.add("</details>");
  }

  private void types(JsonObject openApi, JsonObject asyncApi) {
    page.add("<h2 id=\"types\">Types</h2>");
    schemas(openApi).forEach((name, type) -> type(name, type.asJsonObject()));
    schemas(asyncApi)
        .forEach((name, type) -> {
          if (!schemas(openApi).containsKey(name)) {
            type(name, type.asJsonObject());
          }
        });
  }

  private static JsonObject schemas(JsonObject document) {
    return document.getJsonObject("components").getJsonObject("schemas");
  }

  private void type(String name, JsonObject type) {
    page.add("<details id=\"type-" + name + "\">").add("summary", name);
    schema(type);
    page.add("</details>");
  }

  private void schema(JsonObject schema) {
    if (schema.containsKey("description")) {
      page.add("p", schema.getString("description"));
    }
    var fields = schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    if (fields.isEmpty()) {
      page.add("<p>" + kind(schema) + "</p>");
      return;
    }
    var required = schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
    page.add("<table>").add("<tr><th>field</th><th>type</th><th></th></tr>");
    fields.forEach((name, field) -> field(name, field.asJsonObject(), required));
    page.add("</table>");
  }

  private void field(String name, JsonObject field, JsonArray required) {
    boolean isRequired = required.contains(Json.createValue(name));
    page.add("<tr><td><code>" + Html.encoded(name) + (isRequired ? "" : "?") + "</code></td>")
        .add("<td>" + kind(field) + "</td>")
        .add("<td>" + Html.encoded(field.getString("description", "")));
    if (field.containsKey("properties")) {
      schema(field);
    }
    page.add("</td></tr>");
  }

  private static String kind(JsonObject schema) {
    if (schema.containsKey("$ref")) {
      var name = schema.getString("$ref").replaceFirst(".*/", "");
      return "<a href=\"#type-" + name + "\">" + name + "</a>";
    }
    if (schema.containsKey("enum")) {
      return schema.getJsonArray("enum").getValuesAs(JsonString::getString).stream()
          .map(word -> "<code>" + Html.encoded(word) + "</code>")
          .collect(Collectors.joining(", "));
    }
    if (schema.containsKey("items")) {
      return "list of " + kind(schema.getJsonObject("items"));
    }
    return schema.getString("format", schema.getString("type", "anything"));
  }

  private void refusals(Refusals refusals) {
    page.add("<h2 id=\"refusals\">Refusals</h2>")
        .add("<table>")
        .add("<tr><th>code</th><th>status</th><th></th></tr>");
    for (var each : refusals.all()) {
      page.add("<tr><td><a href=\"problems/" + each.code() + "\">" + each.code() + "</a></td>")
          .add("<td>" + each.status() + "</td>")
          .add("<td>" + Html.encoded(each.title()) + "</td></tr>");
    }
    page.add("</table>");
  }
}
