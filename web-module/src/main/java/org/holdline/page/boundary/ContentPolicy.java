package org.holdline.page.boundary;

import java.net.URI;

/**
 * What a page of this server may load and reach: itself and the company's sign-on, nothing else.
 */
final class ContentPolicy {
  private ContentPolicy() {}

  /**
   * @param importMapSource digest of the one script that stands in the page
   * @param issuer of sign-on; the page asks it for tokens
   */
  static String of(String importMapSource, URI issuer) {
    return String.join(
        "; ",
        "default-src 'none'",
        ("script-src 'self' " + importMapSource).strip(),
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self' " + originOf(issuer),
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
  }

  private static String originOf(URI issuer) {
    if (issuer.getScheme() == null || issuer.getHost() == null) {
      throw new IllegalArgumentException("issuer must be an absolute http or https address");
    }
    var port = issuer.getPort() < 0 ? "" : ":" + issuer.getPort();
    return issuer.getScheme() + "://" + issuer.getHost() + port;
  }
}
