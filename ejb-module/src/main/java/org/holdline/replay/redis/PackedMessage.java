package org.holdline.replay.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.holdline.identity.entity.UserId;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Routing;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A message as one text: class, type, sender, its session, target, its session, milliseconds,
 * whether the body is compressed, body; divided by tabs, which no field but the last can hold.
 * Scripts write the same form.
 */
final class PackedMessage {
  private static final int FIELDS = 9;

  private PackedMessage() {}

  static String pack(Routing routing, Instant at, String body, int compressOver) {
    var stored = body;
    if (lengthOf(body) > compressOver) {
      var smaller = deflate(body);
      stored = smaller.length() < lengthOf(body) ? smaller : body;
    }
    return String.join(
        "\t",
        routing.durable() ? "d" : "s",
        routing.type(),
        text(routing.sender()),
        text(routing.senderSession()),
        text(routing.target()),
        text(routing.targetSession()),
        Long.toString(at.toEpochMilli()),
        stored.equals(body) ? "0" : "1",
        stored);
  }

  private static int lengthOf(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  static LoggedMessage unpack(LogPosition position, long previous, String packed) {
    var field = packed.split("\t", FIELDS);
    var routing =
        new Routing(
            field[0].equals("d"),
            field[1],
            user(field[2]),
            session(field[3]),
            user(field[4]),
            session(field[5]));
    var at = Instant.ofEpochMilli(Long.parseLong(field[6]));
    var body = field[7].equals("1") ? inflate(field[8]) : field[8];
    return new LoggedMessage(position, previous, routing, at, body);
  }

  /** An announcement is epoch, sequence and previous, then the packed message. */
  static LoggedMessage unpackNews(String news) {
    var field = news.split("\t", 4);
    var position = new LogPosition(new Epoch(field[0]), Long.parseLong(field[1]));
    return unpack(position, Long.parseLong(field[2]), field[3]);
  }

  private static String deflate(String body) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String inflate(String text) {
    var bytes = Base64.getDecoder().decode(text);
    try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored message is damaged", e);
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static @Nullable UserId user(String text) {
    return text.isEmpty() ? null : new UserId(text);
  }

  private static @Nullable SessionId session(String text) {
    return text.isEmpty() ? null : new SessionId(text);
  }
}
