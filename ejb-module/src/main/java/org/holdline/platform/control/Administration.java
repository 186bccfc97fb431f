package org.holdline.platform.control;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Where administrators, and the launcher before it stops the server, find MXBeans. */
public final class Administration {
  private Administration() {}

  /**
   * Shows one.
   *
   * @param type its name is {@code org.holdline:type=...}
   */
  public static void offer(String type, Object bean) {
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name(type));
    } catch (JMException e) {
      throw new IllegalStateException(type + " cannot be administrated", e);
    }
  }

  public static void withdraw(String type) {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name(type));
    } catch (JMException e) {
      throw new IllegalStateException(type + " cannot be withdrawn", e);
    }
  }

  private static ObjectName name(String type) throws JMException {
    return new ObjectName("org.holdline:type=" + type);
  }
}
