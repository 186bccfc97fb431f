package org.holdline;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.holdline.platform.control.ManagedBackground;

/**
 * All resources, below {@code /webrtc}. The definitions of the executors stand here, because in a
 * WAR the server does not look for them in the jars.
 */
@ManagedExecutorDefinition(name = ManagedBackground.PATIENT, maxAsync = 32)
@ManagedScheduledExecutorDefinition(name = ManagedBackground.TIMER, maxAsync = 8)
@ApplicationPath("webrtc")
public class Api extends Application {
  /** The same below {@code /api/webrtc}, where clients of older systems look for them. */
  @ApplicationPath("api/webrtc")
  public static class Prefixed extends Api {}

  /** The container's own description of the routes is for nobody. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
