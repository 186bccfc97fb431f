package org.holdline.room.control;

/** What was to be done has been judged by rules that no longer hold: judge it again. */
public final class RulesChangedException extends RuntimeException {
  public RulesChangedException() {
    super("the rules have changed", null, false, false);
  }
}
