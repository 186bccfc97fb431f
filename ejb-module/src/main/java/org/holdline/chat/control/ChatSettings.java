package org.holdline.chat.control;

import java.time.Duration;

/**
 * What may be done with earlier messages.
 *
 * @param editMax for how long an author may change or take back what he said
 */
public record ChatSettings(Duration editMax) {
  public ChatSettings {
    if (editMax.isNegative()) {
      throw new IllegalArgumentException("holdline.chat.edit-max must not be negative: " + editMax);
    }
  }
}
