package org.holdline.message.control;

import java.util.List;

/** Puts finished envelopes together without reading them again. */
public final class Wire {
  private Wire() {}

  /**
   * The stored envelope with its position.
   *
   * @param body an envelope that ends with its closing brace
   * @param epoch of a form that needs no escaping
   */
  public static String positioned(String body, String epoch, long sequence) {
    int end = body.length() - 1;
    return new StringBuilder(body.length() + epoch.length() + 40)
        .append(body, 0, end)
        .append(",\"seq\":")
        .append(sequence)
        .append(",\"epoch\":\"")
        .append(epoch)
        .append("\"}")
        .toString();
  }

  /** A frame of {@code holdline.v1}: one envelope as it is, several as an array, in order. */
  public static String frame(List<String> envelopes) {
    return envelopes.size() == 1 ? envelopes.get(0) : "[" + String.join(",", envelopes) + "]";
  }
}
