package org.holdline.transfer.boundary;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import org.holdline.identity.boundary.Users;
import org.holdline.identity.entity.UserId;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.transfer.control.FileSharing.Audience;
import org.holdline.transfer.control.ManifestRules;
import org.holdline.transfer.entity.Chunking;
import org.holdline.transfer.entity.ContentFacts;

/** Reads an offer, by the names of fields of all clients that there have been. */
final class OfferForm {
  private static final String EVERYBODY = "*";
  private static final int RECEIVERS_MAX = 100;

  private final JsonBody body;

  OfferForm(JsonBody body) {
    this.body = body;
  }

  /** Whether the answer is a list. */
  boolean isToSeveral() {
    return body.has("receiver_ids") || EVERYBODY.equals(body.findText("receiver_id").orElse(""));
  }

  Audience audience() {
    if (body.values().get("receiver_ids") instanceof JsonArray list) {
      return new Audience(several(list));
    }
    var one = body.text("receiver_id");
    return new Audience(one.equals(EVERYBODY) ? List.of() : List.of(user("receiver_id", one)));
  }

  private static List<UserId> several(JsonArray list) {
    if (list.isEmpty() || list.size() > RECEIVERS_MAX) {
      throw JsonBody.invalid("receiver_ids", "must be 1 to " + RECEIVERS_MAX + " user ids");
    }
    return list.stream()
        .map(each -> each instanceof JsonString text ? text.getString() : "")
        .map(each -> user("receiver_ids", each))
        .distinct()
        .toList();
  }

  private static UserId user(String field, String text) {
    if (text.isBlank()) {
      throw JsonBody.invalid(field, "must be a user id");
    }
    return Users.of(text);
  }

  ContentFacts facts() {
    return new ContentFacts(
        body.findText("filename")
            .or(() -> body.findText("file_name"))
            .orElseGet(() -> body.text("filename")),
        body.findText("mime_type")
            .or(() -> body.findText("file_type"))
            .orElse("application/octet-stream"),
        body.wholeNumber("file_size"),
        count("file_count", 1),
        chunking(),
        count("chunk_size", ManifestRules.CHUNK_BYTES),
        body.findText("checksum").orElse(null),
        body.findText("message").orElse(null));
  }

  /** What is far too many is refused as such, however many it is. */
  private int count(String field, long unlessTold) {
    return Math.clamp(body.findWholeNumber(field).orElse(unlessTold), -1, Integer.MAX_VALUE);
  }

  private Chunking chunking() {
    var name = body.findText("chunking").orElse(Chunking.FIXED.wireName());
    for (var each : Chunking.values()) {
      if (each.wireName().equals(name)) {
        return each;
      }
    }
    throw JsonBody.invalid("chunking", "must be fixed or content-defined");
  }
}
