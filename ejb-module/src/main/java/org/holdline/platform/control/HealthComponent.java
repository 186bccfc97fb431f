package org.holdline.platform.control;

/** Something that Holdline stands on and that may be out of reach. */
public interface HealthComponent {
  /** Lower case, as in the health answer. */
  String name();

  /** Whether rooms cannot go on without it. */
  boolean isVital();

  /** Whether it is down only when it is meant to be, which is said where that is decided. */
  default boolean isDownOnPurpose() {
    return false;
  }

  /** Returns when the component has answered, throws otherwise; may block. */
  void check() throws Exception;
}
