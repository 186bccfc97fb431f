package org.holdline.admin.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.holdline.admin.control.Desks;
import org.holdline.platform.control.Administration;

/** Offers the MXBeans for as long as the application runs. */
@WebListener
public class DeskRegistration implements ServletContextListener {
  private final Desks desks;

  @Inject
  DeskRegistration(Desks desks) {
    this.desks = desks;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    desks.byType().forEach(Administration::offer);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    desks.byType().keySet().forEach(Administration::withdraw);
  }
}
