package org.holdline.message.control;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How a room is set: always all of it.
 *
 * @param on the flags that are on
 * @param participantsMax null for as many as the server allows
 */
public record RoomSettings(Set<RoomFlag> on, @Nullable Integer participantsMax) {
  private static final String PARTICIPANTS_MAX = "max_participants";
  private static final long SEATS_MAX = 10_000;

  public RoomSettings {
    on = Set.copyOf(on);
  }

  /** Those of a room of which nobody has set anything. */
  public static RoomSettings defaults() {
    var on = EnumSet.noneOf(RoomFlag.class);
    Arrays.stream(RoomFlag.values()).filter(RoomFlag::isOnByDefault).forEach(on::add);
    return new RoomSettings(on, null);
  }

  public boolean has(RoomFlag flag) {
    return on.contains(flag);
  }

  /**
   * The same with these changes, all of them or none.
   *
   * @param changes wire names with {@code Boolean}s; {@code max_participants} with a whole number,
   *     or null for no limit
   * @throws ProblemException {@code invalid_settings}, naming the field
   */
  public RoomSettings with(Map<String, @Nullable Object> changes) {
    var flags = EnumSet.noneOf(RoomFlag.class);
    flags.addAll(on);
    var max = participantsMax;
    for (var change : changes.entrySet()) {
      var name = change.getKey();
      if (name.equals(PARTICIPANTS_MAX)) {
        max = seats(change.getValue());
      } else {
        var flag =
            WireNamed.find(RoomFlag.class, name)
                .orElseThrow(() -> refusal(name, "is not a setting"));
        if (flag(name, change.getValue())) {
          flags.add(flag);
        } else {
          flags.remove(flag);
        }
      }
    }
    return new RoomSettings(flags, max);
  }

  private static boolean flag(String name, @Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw refusal(name, "must be true or false");
  }

  private static @Nullable Integer seats(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Long seats && seats >= 1 && seats <= SEATS_MAX) {
      return seats.intValue();
    }
    throw refusal(PARTICIPANTS_MAX, "must be null or a whole number from 1 to " + SEATS_MAX);
  }

  private static ProblemException refusal(String field, String rule) {
    return new ProblemException(
        Kind.INVALID,
        "invalid_settings",
        "Not settings of a room",
        Map.of("field", name(field), "rule", rule));
  }

  /** What a client calls a setting may be of any length. */
  private static String name(String field) {
    return field.substring(0, Math.min(field.length(), 64));
  }

  public void write(FieldWriter out) {
    for (var flag : RoomFlag.values()) {
      out.flag(flag.wireName(), has(flag));
    }
    if (participantsMax == null) {
      out.nothing(PARTICIPANTS_MAX);
    } else {
      out.number(PARTICIPANTS_MAX, participantsMax);
    }
  }
}
