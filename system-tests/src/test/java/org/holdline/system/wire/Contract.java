package org.holdline.system.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contract that the server serves, held against everything it answers and says: status, kind of
 * content, and every field; what the contract does not name must not be there.
 */
final class Contract {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final Pattern PREFIX = Pattern.compile("^(/api)?/webrtc(?=/)");
  private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");
  private static final AtomicReference<@Nullable Contract> KNOWN = new AtomicReference<>();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode openApi;
  private final JsonNode asyncApi;
  private final Map<String, Pattern> paths;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  Contract(JsonNode openApi, JsonNode asyncApi) {
    this.openApi = strict(openApi);
    this.asyncApi = strict(asyncApi);
    this.paths =
        openApi.get("paths").properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toMap(path -> path, Contract::pattern));
  }

  /** That of the first server that was there to be asked; all are of the same build. */
  static Optional<Contract> of(HttpClient http, URI server) {
    if (KNOWN.get() == null) {
      try {
        var asked = new Contract(ask(http, server, "openapi"), ask(http, server, "asyncapi"));
        KNOWN.compareAndSet(null, asked);
      } catch (IOException away) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.ofNullable(KNOWN.get());
  }

  private static JsonNode ask(HttpClient http, URI server, String document)
      throws IOException, InterruptedException {
    var question =
        HttpRequest.newBuilder(server.resolve("/webrtc/" + document + ".json"))
            .timeout(ANSWER_LIMIT)
            .build();
    var answer = http.send(question, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("no contract: " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(PARAMETER.matcher(path.replace(".", "\\.")).replaceAll("[^/]+"));
  }

  /** Fields that are not named may not be there. */
  private static JsonNode strict(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("allOf")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Contract::strict);
    return node;
  }

  /**
   * Checks an answer.
   *
   * @throws AssertionError when it is not what the contract says
   */
  void check(String method, HttpResponse<String> answer) {
    var media = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    check(method, answer.uri().getPath(), new Answer(answer.statusCode(), media, answer.body()));
  }

  /** What of an answer is in the contract. */
  record Answer(int status, String media, String body) {}

  void check(String method, String path, Answer answer) {
    var found = PREFIX.matcher(path);
    if (!found.find()) {
      return;
    }
    var asked = found.replaceFirst("");
    paths.entrySet().stream()
        .filter(each -> each.getValue().matcher(asked).matches())
        .map(Map.Entry::getKey)
        .min(Comparator.comparingLong(each -> PARAMETER.matcher(each).results().count()))
        .map(template -> at(openApi, "paths", template, method.toLowerCase(Locale.ROOT)))
        .filter(operation -> !operation.isMissingNode())
        .ifPresent(operation -> check(operation, answer));
  }

  private void check(JsonNode operation, Answer answer) {
    var name = operation.get("operationId").asText() + " " + answer.status();
    var response = at(operation, "responses", Integer.toString(answer.status()));
    if (response.isMissingNode()) {
      throw new AssertionError(name + " is not in the contract: " + answer.body());
    }
    var content = at(response, "content", answer.media());
    if (content.isMissingNode()) {
      if (response.has("content") || !answer.body().isEmpty()) {
        throw new AssertionError(name + " has other content than the contract: " + answer.media());
      }
    } else if (answer.media().endsWith("json")) {
      var schema = schema(name, openApi, content.get("schema"));
      require(name, schema.validate(read(answer.body())), answer.body());
    }
  }

  private static JsonNode at(JsonNode from, String... names) {
    var node = from;
    for (var name : names) {
      node = node.path(name);
    }
    return node;
  }

  /** What is wrong with an envelope from the server; empty for nothing. */
  List<String> problemsOf(String envelope) {
    var said = read(envelope);
    var name = "server-" + said.path("type").asText();
    var message = at(asyncApi, "components", "messages", name, "payload");
    if (message.isMissingNode()) {
      return List.of(name + " is not in the contract");
    }
    var found = schema(name, asyncApi, message).validate(said);
    return found.stream().map(each -> name + ": " + each.getMessage() + " in " + envelope).toList();
  }

  /** The components come with it, so that its references hold. */
  private JsonSchema schema(String name, JsonNode document, JsonNode schema) {
    return schemas.computeIfAbsent(
        name,
        each -> {
          ObjectNode whole = schema.deepCopy();
          whole.set("components", document.get("components"));
          return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
        });
  }

  private static void require(String name, Set<ValidationMessage> found, String body) {
    if (!found.isEmpty()) {
      var all = new ArrayList<String>();
      found.forEach(each -> all.add(each.getMessage()));
      throw new AssertionError(name + " is not as the contract says: " + all + " in " + body);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
