package org.holdline.blob.entity;

import java.util.regex.Pattern;

/**
 * The name of stored bytes: of the server's choice, with folders; nothing of a client's is in it.
 */
public record BlobKey(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}(/[a-z0-9-]{1,64}){0,7}");

  public BlobKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a blob key is of a-z 0-9 - and /: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
