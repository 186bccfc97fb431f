package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Those MXBeans that show work of this node. */
@Dependent
public class NodeDesks {
  private final ReplayDesk replay;
  private final RecordingsDesk recordings;

  @Inject
  public NodeDesks(ReplayDesk replay, RecordingsDesk recordings) {
    this.replay = replay;
    this.recordings = recordings;
  }

  ReplayDesk replay() {
    return replay;
  }

  RecordingsDesk recordings() {
    return recordings;
  }
}
