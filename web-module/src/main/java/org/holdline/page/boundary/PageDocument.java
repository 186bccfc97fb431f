package org.holdline.page.boundary;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The one HTML file, with the digest of its import map: the only script that stands in it, which
 * the content security policy therefore names.
 */
final class PageDocument {
  private static final String PATH = "/index.html";
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  /** What stands in until the servlet is set up. */
  static final PageDocument EMPTY = new PageDocument("");

  private final byte[] content;
  private final String etag;
  private final String importMapSource;

  PageDocument(String html) {
    content = html.getBytes(StandardCharsets.UTF_8);
    etag = '"' + sha256(html) + '"';
    var map = IMPORT_MAP.matcher(html);
    importMapSource = map.find() ? "'sha256-" + sha256(map.group(1)) + "'" : "";
  }

  static PageDocument load(ServletContext context) {
    try (var stream = context.getResourceAsStream(PATH)) {
      if (stream == null) {
        throw new IOException("missing: " + PATH);
      }
      return new PageDocument(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String etag() {
    return etag;
  }

  /** The import map as a source expression of {@code script-src}; empty if there is none. */
  String importMapSource() {
    return importMapSource;
  }

  int length() {
    return content.length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(content);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
