package org.holdline.deploy.launcher.process;

import java.nio.file.Path;

/** The Java that this program runs on. */
public final class Jvm {
  private Jvm() {}

  public static Path program() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
