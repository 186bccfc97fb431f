package org.holdline.deploy.server;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * At SIGTERM and Ctrl-C the application drains first, while the server still answers, and only then
 * the server stops: its own shutdown hook would take the application away at once. A second signal
 * ends it without waiting.
 */
final class DrainBeforeStop {
  private static final System.Logger LOG = System.getLogger(DrainBeforeStop.class.getName());
  private static final String NODE = "org.holdline:type=Node";
  private static final int BY_SIGNAL = 128;

  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Without it, where the JVM keeps signals to itself ({@code -Xrs}), the server stops at once. */
  void install() {
    try {
      handle("TERM", BY_SIGNAL + 15);
      handle("INT", BY_SIGNAL + 2);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.WARNING, "The server will stop without draining", e);
    }
  }

  /** By name, because the compiler has a warning for it that cannot be silenced. */
  private void handle(String name, int status) throws ReflectiveOperationException {
    var signal = Class.forName("sun.misc.Signal");
    var handler = Class.forName("sun.misc.SignalHandler");
    var ours =
        Proxy.newProxyInstance(
            DrainBeforeStop.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              stop(status);
              return null;
            });
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
  }

  private void stop(int status) {
    if (!stopping.compareAndSet(false, true)) {
      Runtime.getRuntime().halt(status);
    }
    drain();
    System.exit(status);
  }

  private static void drain() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(new ObjectName(NODE), "drain", new Object[0], new String[0]);
    } catch (InstanceNotFoundException notDeployed) {
      LOG.log(System.Logger.Level.INFO, "Nothing is deployed that could drain");
    } catch (JMException e) {
      LOG.log(System.Logger.Level.WARNING, "The node did not drain", e);
    }
  }
}
