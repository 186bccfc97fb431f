package org.holdline.deploy.launcher.process;

import org.jspecify.annotations.Nullable;

/** Why something did not start, in words for the person who started it. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
