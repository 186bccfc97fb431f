package org.holdline.contract.boundary;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.holdline.RoutesTest;
import org.holdline.message.control.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract is whole: nothing that there is lacks in it, nothing in it lacks its definition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
  private static final Path ROUTES = Path.of("..", "clients", "protocol", "routes");

  private final JsonObject openApi =
      OpenApi.of(RoutesTest.resources().stream().<Class<?>>map(JavaClass::reflect).toList());
  private final JsonObject asyncApi = AsyncApi.document();

  private Stream<String> documented() {
    return openApi.getJsonObject("paths").entrySet().stream()
        .flatMap(path ->
            path.getValue().asJsonObject().keySet().stream()
                .map(verb -> verb.toUpperCase(Locale.ROOT) + " " + path.getKey()));
  }

  @Test
  void everyRouteIsInOpenApiAndNoOther() {
    assertThat(documented().map(name -> name.replaceAll("\\{\\w+}", "{}").replaceFirst(" /", " ")))
        .containsExactlyInAnyOrderElementsOf(RoutesTest.names().toList());
  }

  @Test
  void everyDefinitionHasItsRoute() throws IOException {
    var defined = new TreeSet<String>();
    try (var files = Files.list(ROUTES)) {
      for (var file : files.toList()) {
        defined.addAll(
            Definitions.get("routes/" + file.getFileName()).getJsonObject("routes").keySet());
      }
    }
    assertThat(defined).containsExactlyInAnyOrderElementsOf(documented().toList());
  }

  @Test
  void whoeverNeedsATokenIsToldHowHeIsRefusedWithoutOne() {
    openApi
        .getJsonObject("paths")
        .forEach((path, operations) ->
            operations
                .asJsonObject()
                .forEach((verb, operation) -> {
                  boolean isOpen = operation.asJsonObject().containsKey("security");
                  var statuses = operation.asJsonObject().getJsonObject("responses").keySet();
                  assertThat(statuses.containsAll(Set.of("401", "429")))
                      .as(path)
                      .isEqualTo(!isOpen);
                }));
  }

  @Test
  void everyMessageThatIsBuiltIsInAsyncApi() {
    var told = asyncApi.getJsonObject("components").getJsonObject("messages").keySet();
    var expected = new TreeSet<String>();
    for (var type : MessageType.values()) {
      if (type.isBuilt() && type.direction().clientMaySend()) {
        expected.add("client-" + type.wireName());
      }
      type.sent().ifPresent(sent -> expected.add("server-" + type.wireName()));
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (var document : List.of(openApi, asyncApi)) {
      assertThat(references(document).collect(toSet()))
          .isNotEmpty()
          .allSatisfy(reference ->
              assertThat(
                      jakarta.json.Json.createPointer(reference.substring(1))
                          .containsValue(document))
                  .as(reference)
                  .isTrue());
    }
  }

  private static Stream<String> references(JsonValue value) {
    return switch (value) {
      case JsonObject object ->
          object.entrySet().stream()
              .flatMap(each ->
                  each.getKey().equals("$ref")
                      ? Stream.of(object.getString("$ref"))
                      : references(each.getValue()));
      case JsonArray array -> array.stream().flatMap(ContractTest::references);
      default -> Stream.of();
    };
  }

  @Test
  void everyRefusalIsExplained() {
    var contract = new Contract(openApi, asyncApi);
    for (var refusal : new Refusals().all()) {
      assertThat(contract.problem(refusal.code()).orElseThrow())
          .contains(refusal.code(), "What helps");
      assertThat(refusal.cause()).hasSizeGreaterThan(20).endsWith(".");
      assertThat(refusal.remedy()).hasSizeGreaterThan(9).endsWith(".");
    }
    assertThat(contract.problem("nonsense")).isEmpty();
  }

  @Test
  void theReferenceNamesEverythingAndNeedsNoScript() {
    var page = new Contract(openApi, asyncApi).reference();
    documented()
        .map(name -> name.substring(name.indexOf(' ') + 1))
        .forEach(path -> assertThat(page).contains(path));
    for (var type : MessageType.values()) {
      assertThat(page.contains("<code>" + type.wireName() + "</code>")).isEqualTo(type.isBuilt());
    }
    assertThat(page).doesNotContain("<script", "style=", "onclick", "http://", "https://");
  }

  @Test
  void theYamlSaysTheSame() {
    assertThat(YamlText.of(openApi))
        .startsWith("\"openapi\": \"3.1.0\"\n\"info\":\n  \"title\": \"Holdline\"\n")
        .contains("\n  \"/rooms/{room_id}/participants\":\n    \"get\":\n");
  }
}
