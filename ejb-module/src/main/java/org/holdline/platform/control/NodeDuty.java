package org.holdline.platform.control;

import jakarta.inject.Singleton;
import org.holdline.problem.entity.UnavailableException;

/**
 * Whether this node is there for people. Its health is red, so that a balancer sends everybody
 * elsewhere, while it prepares and once it has been told to stop; from then on it takes no new
 * connection. Thread-safe.
 */
@Singleton
public class NodeDuty implements HealthComponent {
  private volatile boolean preparing;
  private volatile boolean ended;

  /** It is not ready yet, until it begins. */
  public void prepare() {
    preparing = true;
  }

  /** It is ready. */
  public void begin() {
    preparing = false;
  }

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
  public boolean isDownOnPurpose() {
    return true;
  }

  @Override
  public void check() {
    require();
    if (preparing) {
      throw new UnavailableException("service_unavailable", "This node is not ready, ask again");
    }
  }
}
