package org.holdline.platform.control;

import jakarta.inject.Singleton;
import org.holdline.problem.entity.UnavailableException;

/**
 * Whether this node takes new connections. Once it has been told to stop it never does again, and
 * its health is red, so that a balancer sends everybody elsewhere. Thread-safe.
 */
@Singleton
public class NodeDuty implements HealthComponent {
  private volatile boolean ended;

  /** From now on nobody new is let in. */
  public void end() {
    ended = true;
  }

  public boolean hasEnded() {
    return ended;
  }

  /**
   * Lets through who comes in time.
   *
   * @throws UnavailableException when this node stops
   */
  public void require() {
    if (ended) {
      throw new UnavailableException("service_unavailable", "This node stops, ask again");
    }
  }

  @Override
  public String name() {
    return "node";
  }

  @Override
  public boolean isVital() {
    return true;
  }

  @Override
  public void check() {
    require();
  }
}
