package org.holdline.health.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.holdline.health.control.HealthMonitor;
import org.holdline.platform.control.Background;

/** Looks after the components from the start of the application on, also when nobody asks. */
@WebListener
public class HealthWatch implements ServletContextListener {
  private final HealthMonitor monitor;
  private final Background background;

  @Inject
  HealthWatch(HealthMonitor monitor, Background background) {
    this.monitor = monitor;
    this.background = background;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    background.every(HealthMonitor.WATCH, monitor::report);
  }
}
