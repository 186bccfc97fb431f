package org.holdline;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** All resources, below {@code /webrtc}. */
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
