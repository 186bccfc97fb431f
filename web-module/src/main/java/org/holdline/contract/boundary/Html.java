package org.holdline.contract.boundary;

import java.util.regex.Pattern;

/** A page for people, without a script; all that is not markup of ours is encoded. */
final class Html {
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private final StringBuilder body = new StringBuilder();

  /** Markup of ours. */
  Html add(String markup) {
    body.append(markup).append('\n');
    return this;
  }

  /** A whole element around a text. */
  Html add(String element, String text) {
    return add("<" + element + ">" + encoded(text) + "</" + element + ">");
  }

  static String encoded(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A sentence in which backquotes mark code. */
  static String prose(String text) {
    return CODE.matcher(encoded(text)).replaceAll("<code>$1</code>");
  }

  String page(String title) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%1$s</title>
    <link rel="stylesheet" href="/page/styles/reference.css">
    </head>
    <body>
    <main>
    %2$s</main>
    </body>
    </html>
    """
        .formatted(encoded(title), body);
  }
}
