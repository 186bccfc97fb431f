package org.holdline.blob.boundary;

import java.nio.charset.StandardCharsets;

/** Under which name a browser saves a file, as RFC 6266 says it. */
public final class Attachment {
  private static final String UNRESERVED = "-._~!#$&+^`|";

  private Attachment() {}

  /** The name alone, without its folders: once for those who read ASCII only, once as it is. */
  public static String header(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(name.replaceAll("[^ -~]|[\"%\\\\]", "_"), encoded(name));
  }

  private static String encoded(String name) {
    var out = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      out.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString();
  }
}
