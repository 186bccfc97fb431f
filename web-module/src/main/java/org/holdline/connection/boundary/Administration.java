package org.holdline.connection.boundary;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Where administrators, and the launcher before it stops the server, find the node. */
final class Administration {
  private static final String NODE = "org.holdline:type=Node";

  private Administration() {}

  static void offer(NodeMXBean node) {
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(node, new ObjectName(NODE));
    } catch (JMException e) {
      throw new IllegalStateException("the node cannot be administrated", e);
    }
  }

  static void withdraw() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NODE));
    } catch (JMException e) {
      throw new IllegalStateException("the node cannot be withdrawn", e);
    }
  }
}
