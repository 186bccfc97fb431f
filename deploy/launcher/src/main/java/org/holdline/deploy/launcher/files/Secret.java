package org.holdline.deploy.launcher.files;

/** A password that does not get into a log by accident. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "[redacted]";
  }
}
