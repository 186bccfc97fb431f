package org.holdline.replay.control;

import java.util.List;

/** As much of a run of messages as goes at once: not too many, not too large, but always one. */
public final class Portion {
  /** What one reader is given before he is waited for. */
  public static final int COUNT_MAX = 100;

  public static final int CHARACTERS_MAX = 500_000;

  private Portion() {}

  /** Whether nobody has to wait for a reader of these. */
  public static boolean isAll(List<LoggedMessage> messages) {
    return firstOf(messages).size() == messages.size();
  }

  /** The first of these, for a reader who is waited for before he gets the next. */
  public static List<LoggedMessage> firstOf(List<LoggedMessage> messages) {
    return firstOf(messages, COUNT_MAX, CHARACTERS_MAX);
  }

  /** The first of these, within the limits. */
  public static List<LoggedMessage> firstOf(
      List<LoggedMessage> messages, int countMax, int charactersMax) {
    int count = 0;
    long characters = 0;
    for (var message : messages) {
      characters += message.body().length();
      if (count > 0 && (count == countMax || characters > charactersMax)) {
        break;
      }
      count++;
    }
    return messages.subList(0, count);
  }
}
