package org.holdline.transfer.boundary;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.transfer.control.ManifestPage;
import org.holdline.transfer.control.ManifestPage.Entry;
import org.holdline.transfer.entity.Digest;
import org.jspecify.annotations.Nullable;

/** Reads a page of a manifest. */
final class ManifestForm {
  private static final int BYTES_MAX = 8 << 20;

  private ManifestForm() {}

  /**
   * The whole page.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code validation_error} or {@code
   *     message_too_large}
   */
  static ManifestPage read(int from, InputStream in) {
    var body = JsonBody.read(in, BYTES_MAX);
    var files = body.values().get("files") instanceof JsonArray list ? list : null;
    if (files == null || files.size() > ManifestPage.FILES_MAX) {
      throw JsonBody.invalid("files", "must be at most " + ManifestPage.FILES_MAX + " files");
    }
    var entries = new ArrayList<Entry>();
    for (var each : files) {
      if (!(each instanceof JsonObject file)) {
        throw JsonBody.invalid("files", "must be objects");
      }
      entries.add(entry(JsonBody.of(file)));
    }
    return new ManifestPage(from, entries, body.findFlag("complete").orElse(false));
  }

  private static Entry entry(JsonBody file) {
    return new Entry(
        file.text("path"),
        file.wholeNumber("size"),
        file.findText("type").orElse(null),
        digest("sha256", file.text("sha256")),
        file.findTime("modified_at").orElse(null),
        digests(file.text("digests")),
        sizes(file));
  }

  static Digest digest(String field, String hex) {
    try {
      return new Digest(hex);
    } catch (IllegalArgumentException e) {
      throw JsonBody.invalid(field, "must be 64 digits of 0-9 a-f");
    }
  }

  private static List<Digest> digests(String base64) {
    var bytes = bytes(base64);
    var digests = new ArrayList<Digest>(bytes.length / Digest.BYTES);
    for (int i = 0; i < bytes.length; i += Digest.BYTES) {
      digests.add(Digest.of(Arrays.copyOfRange(bytes, i, i + Digest.BYTES)));
    }
    return digests;
  }

  private static byte[] bytes(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      if (bytes.length % Digest.BYTES == 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw JsonBody.invalid("digests", "must be Base64");
    }
    throw JsonBody.invalid("digests", "must be of 32 bytes each");
  }

  private static @Nullable List<Integer> sizes(JsonBody file) {
    if (!file.has("sizes")) {
      return null;
    }
    if (!(file.values().get("sizes") instanceof JsonArray list)) {
      throw JsonBody.invalid("sizes", "must be a list of whole numbers");
    }
    var sizes = new ArrayList<Integer>(list.size());
    for (var each : list) {
      if (!(each instanceof JsonNumber number)
          || !number.isIntegral()
          || number.bigIntegerValue().bitLength() >= Integer.SIZE) {
        throw JsonBody.invalid("sizes", "must be a list of whole numbers");
      }
      sizes.add(number.intValue());
    }
    return sizes;
  }
}
