package org.holdline.container;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Runs the {@link Stores} around all tests: outside of the container alone, since it is not in the
 * archive, and before Arquillian asks how to start the server.
 */
public final class StoresListener implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Stores.start();
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Stores.stop();
  }
}
