package org.holdline.message.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ChatMessageType;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.Reading;
import org.holdline.message.control.Reading.Accepted;
import org.holdline.message.control.Reading.Refused;
import org.holdline.message.control.SenderIdentity;
import org.holdline.message.control.Signal;
import org.holdline.message.control.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMessageCodecTest {
  static final SenderIdentity ADA =
      new SenderIdentity("standup", new UserId("u-ada"), "s_1", "Ada");
  private static final String SAY = "{'type':'chat-message','id':'c1','payload':{'content':'hi'}}";

  private final JsonMessageCodec codec = new JsonMessageCodec();

  @Test
  void anEnvelopeIsRead() {
    assertThat(read(SAY))
        .containsExactly(
            new Accepted(
                new ClientMessage(
                    "c1", new ClientPayload.Chat("hi", ChatMessageType.TEXT, null, null))));
  }

  @Test
  void anArrayIsReadInOrderAndOneBadEnvelopeSpoilsNoOther() {
    var readings = read("[" + SAY + ",7,{'type':'ping','payload':{'background':true}}]");
    assertThat(readings).hasSize(3);
    assertThat(readings.get(0)).isInstanceOf(Accepted.class);
    assertThat(code(readings.get(1))).isEqualTo("invalid_payload");
    assertThat(readings.get(2))
        .isEqualTo(new Accepted(new ClientMessage(null, new ClientPayload.Ping(true))));
  }

  @Test
  void anEmptyArraySaysNothing() {
    assertThat(read("[]")).isEmpty();
  }

  @Test
  void aFrameHasAtMost256Envelopes() {
    assertThat(read("[" + "{'type':'ping'},".repeat(255) + "{'type':'ping'}]")).hasSize(256);
    assertThat(read("[" + "{'type':'ping'},".repeat(256) + "{'type':'ping'}]"))
        .singleElement()
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "hello",
        "[1",
        "{'type':'ping'} {}",
        "{'type':'ping'}x",
        "{'type':'ping','type':'leave'}",
        "{'type':'ping','payload':{'a':1,'a':2}}",
        "{type:1}",
        "[{'type':'ping'},]",
        "{'type':'ping','payload':{'a':01}}"
      })
  void whatIsNotJsonIsRefusedAsAWhole(String frame) {
    assertThat(read(frame)).singleElement().extracting(this::code).isEqualTo("invalid_payload");
  }

  @Test
  void aFrameOver64KiBIsRefusedInBytesNotCharacters() {
    assertThat(code(read("é".repeat(32_769)).get(0))).isEqualTo("message_too_large");
    assertThat(code(read("x".repeat(65_537)).get(0))).isEqualTo("message_too_large");
    assertThat(code(read(" ".repeat(65_536 - 2) + "[1").get(0))).isEqualTo("invalid_payload");
  }

  @Test
  void anEnvelopeThatIsTooLargeIsRefusedByItsId() {
    var frame =
        "{\"type\":\"chat-message\",\"id\":\"c-7\",\"payload\":{\"content\":\""
            + "x".repeat(70_000)
            + "\"}}";
    assertThat(read(frame).get(0))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> {
              assertThat(refused.id()).isEqualTo("c-7");
              assertThat(refused.code()).isEqualTo("message_too_large");
            });
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    assertThat(code(read("[".repeat(17) + "]".repeat(17)).get(0))).isEqualTo("invalid_payload");
    assertThat(code(read("[".repeat(65_000)).get(0))).isEqualTo("invalid_payload");
    assertThat(code(read("{'a':".repeat(10_000)).get(0))).isEqualTo("invalid_payload");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "{'id':'a'}; invalid_payload; type",
        "{'id':'a','type':7}; invalid_payload; type",
        "{'type':'ping','id':7}; invalid_payload; id",
        "{'type':'ping','id':''}; invalid_payload; id",
        "{'type':'ping','payload':[]}; invalid_payload; payload",
        "{'type':'ping','room_id':'other'}; forged_identity; room_id",
        "{'type':'ping','sender_id':'u-bob'}; forged_identity; sender_id",
        "{'type':'ping','sender_id':1}; forged_identity; sender_id",
        "{'type':'ping','payload':{'user_id':'u-bob'}}; forged_identity; user_id",
        "{'type':'ping','payload':{'username':'Bob'}}; forged_identity; username"
      })
  void aRefusalNamesTheField(String frame, String code, String field) {
    var refused = (Refused) read(frame).get(0);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.details()).containsEntry("field", field);
  }

  @Test
  void aRefusalCarriesTheIdOfTheMessage() {
    var refused = (Refused) read("{'id':'c9','type':'no-such-type'}").get(0);
    assertThat(refused.id()).isEqualTo("c9");
    assertThat(refused.code()).isEqualTo("invalid_message_type");
  }

  @Test
  void onesOwnIdentityMayBeRepeatedAndATimestampIsIgnored() {
    assertThat(
            read(
                "{'type':'ping','room_id':'standup','sender_id':'u-ada','sender_name':'Ada',"
                    + "'sender_session_id':'s_1','timestamp':'yesterday','seq':1,'new':[{}]}"))
        .singleElement()
        .isInstanceOf(Accepted.class);
  }

  @Test
  void bothSpellingsOfACandidateAreReadAndWritten() {
    var camel =
        "{'type':'ice-candidate','payload':{'candidate':'c','sdpMid':'0','sdpMLineIndex':1,"
            + "'usernameFragment':'f','target_user_id':'bob'}}";
    var snake =
        camel
            .replace("sdpMid", "sdp_mid")
            .replace("sdpMLineIndex", "sdp_m_line_index")
            .replace("usernameFragment", "username_fragment");
    var read = new Signal.IceCandidate("c", "0", 1L, "f", new Target(new UserId("bob"), null));
    assertThat(read(camel)).containsExactly(new Accepted(new ClientMessage(null, read)));
    assertThat(read(snake)).isEqualTo(read(camel));
    assertThat(codec.payload(read))
        .isEqualTo(
            json(
                "{'candidate':'c','sdp_mid':'0','sdpMid':'0','sdp_m_line_index':1,"
                    + "'sdpMLineIndex':1,'username_fragment':'f','usernameFragment':'f',"
                    + "'target_user_id':'bob'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e400", "'1'", "true", "9223372036854775808", "[]"})
  void aSequenceIsAWholeNumber(String number) {
    var frame = "{'type':'ack','payload':{'epoch':'e','sequence':" + number + "}}";
    assertThat(code(read(frame).get(0))).isEqualTo("invalid_payload");
  }

  @Test
  void brokenTextIsRefused() {
    assertThat(code(read(SAY.replace("hi", "\\u0000")).get(0))).isEqualTo("invalid_payload");
    assertThat(code(read(SAY.replace("hi", "\\ud800")).get(0))).isEqualTo("invalid_payload");
    assertThat(read(SAY.replace("hi", "\\ud83d\\ude00")).get(0)).isInstanceOf(Accepted.class);
  }

  private List<Reading> read(String frame) {
    return codec.read(json(frame), ADA);
  }

  private String code(Reading reading) {
    return ((Refused) reading).code();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
