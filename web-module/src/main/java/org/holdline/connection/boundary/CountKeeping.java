package org.holdline.connection.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.DayCounts;
import org.holdline.platform.control.SharedMeters;

/** Adds what this node counts to what all nodes have counted, from the start of the application. */
@WebListener
public class CountKeeping implements ServletContextListener {
  private final SharedMeters meters;
  private final DayCounts counts;
  private final Background background;

  @Inject
  CountKeeping(SharedMeters meters, DayCounts counts, Background background) {
    this.meters = meters;
    this.counts = counts;
    this.background = background;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    background.every(DayCounts.PAUSE, () -> meters.handOver(counts));
  }
}
