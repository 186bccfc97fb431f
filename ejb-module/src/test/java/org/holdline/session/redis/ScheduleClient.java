package org.holdline.session.redis;

import java.util.ArrayList;
import java.util.List;
import org.holdline.replay.control.CollectingSink;
import org.holdline.replay.control.Feed;
import org.holdline.replay.control.LogPosition;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.replay.control.MissingRange;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomTail;
import org.holdline.session.control.Attachment;
import org.jspecify.annotations.Nullable;

/** What one client knows and has been given, over all of its connections. */
final class ScheduleClient {
  /** A connection, from its start until it is cut. */
  record Link(
      TestNode node,
      Attachment attachment,
      RoomTail tail,
      Feed feed,
      CollectingSink sink,
      LogPosition start) {}

  /** A message that the client believes has not been accepted. */
  record Unsure(String id, boolean durable, @Nullable String target) {}

  /** A stretch in which the client may expect everything that is not excused. */
  static final class Stretch {
    final Reader reader;
    final LogPosition from;
    final List<LoggedMessage> received = new ArrayList<>();
    final List<MissingRange> excused = new ArrayList<>();

    Stretch(Reader reader, LogPosition from) {
      this.reader = reader;
      this.from = from;
    }

    long last() {
      return received.isEmpty() ? from.sequence() : received.getLast().sequence();
    }

    boolean excuses(long sequence) {
      return excused.stream().anyMatch(each -> each.from() <= sequence && sequence <= each.to());
    }
  }

  private final String user;
  private final String name;
  private final List<Stretch> stretches = new ArrayList<>();
  private int said;
  private @Nullable String token;
  private @Nullable LogPosition position;
  private @Nullable Link link;
  private @Nullable Unsure unsure;

  ScheduleClient(String user, String name) {
    this.user = user;
    this.name = name;
  }

  String user() {
    return user;
  }

  String name() {
    return name;
  }

  String nextId() {
    return "m" + ++said;
  }

  @Nullable Link link() {
    return link;
  }

  @Nullable String token() {
    return token;
  }

  @Nullable LogPosition position() {
    return position;
  }

  @Nullable Unsure unsure() {
    return unsure;
  }

  void setUnsure(@Nullable Unsure now) {
    unsure = now;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  void begin(Reader reader, LogPosition from) {
    stretches.add(new Stretch(reader, from));
    position = from;
  }

  void resumed(LogPosition from) {
    position = from;
  }

  void excuse(MissingRange missing) {
    stretches.getLast().excused.add(missing);
  }

  void connected(Link now, String newToken) {
    link = now;
    token = newToken;
  }

  /** The connection ends after {@code count} of its messages have arrived. */
  void cut(Link ended, int count) {
    var arrived = ended.sink().taken().subList(0, count);
    stretches.getLast().received.addAll(arrived);
    var held = ended.start();
    position =
        arrived.isEmpty()
            ? new LogPosition(held.epoch(), Math.max(held.sequence(), 0))
            : arrived.getLast().position();
    link = null;
  }

  /** The process restarts and knows no position; what it had beyond it is not there any more. */
  void forgetPosition() {
    position = null;
  }

  void forgetToken() {
    token = null;
  }

  /** Goes on from where the server says; what came later will come again. */
  void rewind(LogPosition cursor) {
    var stretch = stretches.getLast();
    stretch.received.removeIf(each ->
        each.position().epoch().equals(cursor.epoch()) && each.sequence() > cursor.sequence());
  }

  void left() {
    position = null;
    token = null;
  }
}
