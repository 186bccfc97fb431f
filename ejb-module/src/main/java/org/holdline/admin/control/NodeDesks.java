package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** MXBeans about what a node stands on and does. */
@Dependent
class NodeDesks {
  final StoresDesk stores;
  final ReplayDesk replay;

  @Inject
  NodeDesks(StoresDesk stores, ReplayDesk replay) {
    this.stores = stores;
    this.replay = replay;
  }
}
