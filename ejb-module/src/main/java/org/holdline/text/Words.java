package org.holdline.text;

import java.util.Locale;

/** Constants as they are written on the wire, in metrics and in logs: in lower case. */
public final class Words {
  private Words() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
