package org.holdline.platform.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Holdline this is. */
public final class Version {
  private static final String FACTS = "/META-INF/maven/org.holdline/holdline-ejb/pom.properties";

  /** Outside of its archive. */
  private static final String UNPACKED = "development";

  private Version() {}

  /** As it was built. */
  public static String current() {
    try (var stream = Version.class.getResourceAsStream(FACTS)) {
      var facts = new Properties();
      if (stream != null) {
        facts.load(stream);
      }
      return facts.getProperty("version", UNPACKED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
