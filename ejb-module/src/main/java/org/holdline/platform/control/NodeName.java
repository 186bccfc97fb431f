package org.holdline.platform.control;

import java.util.regex.Pattern;

/** What this node is called in logs and records; no two nodes share it. */
public record NodeName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  public NodeName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "holdline.node.name must be 1 to 100 of A-Z a-z 0-9 . _ -: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
