package org.holdline.replay.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.holdline.identity.entity.UserId;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.Epoch;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.Routing;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A message as one text: class, type, sender, its session, target, its session, whether the body is
 * compressed, body; divided by tabs, which no field but the last can hold. Scripts write the same
 * form. The moment stands beside it: only Redis knows it, whose clock all nodes share.
 */
final class PackedMessage {
  /** Between messages; JSON has it only in escaped form. */
  static final String SEPARATOR = "\u001e";

  private static final int FIELDS = 8;
  private static final char TAKEN = 'a';
  private static final int EPHEMERAL_FIELDS = 7;

  private PackedMessage() {}

  static String pack(Routing routing, String body, int compressOver) {
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
        stored.equals(body) ? "0" : "1",
        stored);
  }

  /** What has no place in the log: the same fields, without the moment and never compressed. */
  static String packEphemeral(EphemeralMessage message) {
    var routing = message.routing();
    return String.join(
        "\t",
        "e",
        routing.type(),
        text(routing.sender()),
        text(routing.senderSession()),
        text(routing.target()),
        text(routing.targetSession()),
        message.body());
  }

  private static int lengthOf(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  static LoggedMessage unpack(LogPosition position, long previous, Instant at, String packed) {
    var field = packed.split("\t", FIELDS);
    var routing =
        new Routing(
            field[0].equals("d"),
            field[1],
            user(field[2]),
            session(field[3]),
            user(field[4]),
            session(field[5]));
    var body = field[6].equals("1") ? inflate(field[7]) : field[7];
    return new LoggedMessage(position, previous, routing, at, body);
  }

  /**
   * An announcement is a head, then packed messages. The head has the epoch, the moment, the
   * sequence and the durable sequence before these, and, where not all of them were appended, a
   * letter for each.
   */
  static List<LoggedMessage> unpackNews(String news) {
    var parts = news.split(SEPARATOR, -1);
    var head = parts[0].split("\t", -1);
    var epoch = new Epoch(head[0]);
    var at = Instant.ofEpochMilli(Long.parseLong(head[1]));
    long sequence = Long.parseLong(head[2]);
    long durable = Long.parseLong(head[3]);
    var taken = head[4];
    var messages = new ArrayList<LoggedMessage>(parts.length - 1);
    for (int i = 1; i < parts.length; i++) {
      if (taken.isEmpty() || taken.charAt(i - 1) == TAKEN) {
        var message = unpack(new LogPosition(epoch, ++sequence), durable, at, parts[i]);
        messages.add(message);
        durable = message.routing().durable() ? sequence : durable;
      }
    }
    return messages;
  }

  /** News that begin without an epoch are of what has no place in the log. */
  static boolean isEphemeral(String news) {
    return news.startsWith(SEPARATOR);
  }

  static List<EphemeralMessage> unpackEphemeral(String news) {
    var parts = news.split(SEPARATOR, -1);
    var messages = new ArrayList<EphemeralMessage>(parts.length - 1);
    for (int i = 1; i < parts.length; i++) {
      var field = parts[i].split("\t", EPHEMERAL_FIELDS);
      var routing =
          new Routing(
              false,
              field[1],
              user(field[2]),
              session(field[3]),
              user(field[4]),
              session(field[5]));
      messages.add(new EphemeralMessage(routing, field[6]));
    }
    return messages;
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
