package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** All MXBeans by the type in their names. */
@Dependent
public class Desks {
  private final Map<String, Object> byType;

  @Inject
  public Desks(
      RoomsDesk rooms,
      SessionsDesk sessions,
      LimitsDesk limits,
      RecoveriesDesk recoveries,
      TransfersDesk transfers,
      NodeDesks node) {
    byType =
        Map.of(
            "Rooms", rooms,
            "Sessions", sessions,
            "Limits", limits,
            "Recoveries", recoveries,
            "Transfers", transfers,
            "Stores", node.stores,
            "Replay", node.replay,
            "Recordings", node.recordings);
  }

  public Map<String, Object> byType() {
    return byType;
  }
}
