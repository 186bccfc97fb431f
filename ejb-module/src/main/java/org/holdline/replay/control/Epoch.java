package org.holdline.replay.control;

import java.util.regex.Pattern;

/** One life of a room's log; a log that was lost and begun again has another epoch. */
public record Epoch(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public Epoch {
    if (!isEpoch(value)) {
      throw new IllegalArgumentException("epoch must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /** Whether a client's text can be an epoch at all. */
  public static boolean isEpoch(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
