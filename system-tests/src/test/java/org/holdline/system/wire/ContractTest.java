package org.holdline.system.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.holdline.system.wire.Contract.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of all answers does notice. */
class ContractTest {
  private static final String OPEN_API =
      """
      {"paths": {"/rooms/{room_id}": {"get": {"operationId": "room", "responses": {
         "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Room"}}}}}}},
       "/rooms/upcoming": {"get": {"operationId": "upcoming", "responses": {
         "204": {"description": "nothing"}}}}},
       "components": {"schemas": {"Room": {"type": "object", "required": ["name"], "properties": {
         "name": {"type": "string"}, "seats": {"type": "integer"}}}}}}
      """;
  private static final String ASYNC_API =
      """
      {"components": {"messages": {"server-pong": {"payload": {"type": "object", "required": ["type", "payload"],
         "properties": {"type": {"const": "pong"}, "payload": {"$ref": "#/components/schemas/Pong"}}}}},
       "schemas": {"Pong": {"type": "object", "properties": {"id": {"type": "string"}}}}}}
      """;

  private final Contract contract = new Contract(json(OPEN_API), json(ASYNC_API));

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void whatTheContractSaysPasses() {
    assertThatCode(
            () -> {
              var room = new Answer(200, "application/json", "{\"name\": \"a\", \"seats\": 3}");
              contract.check("GET", "/webrtc/rooms/standup", room);
              contract.check("GET", "/api/webrtc/rooms/standup", room);
              contract.check("GET", "/webrtc/rooms/upcoming", new Answer(204, "", ""));
              contract.check("GET", "/elsewhere", new Answer(500, "text/plain", "?"));
              contract.check("PUT", "/webrtc/rooms/standup", new Answer(405, "", ""));
            })
        .doesNotThrowAnyException();
    assertThat(contract.problemsOf("{\"type\": \"pong\", \"payload\": {\"id\": \"a\"}}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/webrtc/rooms/a | 418 | application/json | {\"name\": \"a\"}",
        "/webrtc/rooms/a | 200 | text/plain | {\"name\": \"a\"}",
        "/webrtc/rooms/a | 200 | application/json | {}",
        "/webrtc/rooms/a | 200 | application/json | {\"name\": 1}",
        "/webrtc/rooms/a | 200 | application/json | {\"name\": \"a\", \"secret\": 1}",
        "/webrtc/rooms/upcoming | 204 | text/plain | surprise",
      })
  void whatItDoesNotSayIsNoticed(String path, int status, String media, String body) {
    assertThatThrownBy(() -> contract.check("GET", path, new Answer(status, media, body)))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"nonsense\", \"payload\": {}}",
        "{\"type\": \"pong\"}",
        "{\"type\": \"pong\", \"payload\": {\"id\": 1}}",
        "{\"type\": \"pong\", \"payload\": {\"other\": 1}}",
        "{\"type\": \"pong\", \"payload\": {}, \"other\": 1}",
      })
  void whatNobodyMaySayIsNoticed(String envelope) {
    assertThat(contract.problemsOf(envelope)).isNotEmpty();
  }
}
