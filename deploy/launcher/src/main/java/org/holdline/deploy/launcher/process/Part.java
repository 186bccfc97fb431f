package org.holdline.deploy.launcher.process;

/** Something started that can be watched and stopped. */
public interface Part extends AutoCloseable {
  /** As a person calls it, for messages. */
  String name();

  boolean isAlive();

  /** Asks it to stop, waits, and ends it by force after a limit. */
  @Override
  void close();
}
