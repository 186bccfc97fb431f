package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** MXBeans about what a node stands on and does. */
@Dependent
class NodeDesks {
  final StoresDesk stores;
  final ReplayDesk replay;
  final RecordingsDesk recordings;

  @Inject
  NodeDesks(StoresDesk stores, ReplayDesk replay, RecordingsDesk recordings) {
    this.stores = stores;
    this.replay = replay;
    this.recordings = recordings;
  }
}
