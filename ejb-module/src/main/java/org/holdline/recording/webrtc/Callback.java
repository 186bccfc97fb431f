package org.holdline.recording.webrtc;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * How WebRTC's own threads come into the application. They belong to no application, so they are
 * given its class loader for the call; and what is thrown at native code would end the process, so
 * it is logged instead. Thread-safe.
 */
final class Callback {
  private static final System.Logger LOG = System.getLogger(Callback.class.getName());

  private final @Nullable ClassLoader application = Thread.currentThread().getContextClassLoader();

  /** Runs it as the application whose thread has made this. */
  void run(Runnable call) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(application);
    try {
      call.run();
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "a callback of WebRTC failed", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
