package org.holdline.session.control;

/** How far back those in a room may ask for what was said, wherever they ask. */
public enum HistoryPolicy {
  /** As far as anything is kept: whoever may enter may know. */
  WHOLE,
  /** From when the first of their present sessions joined. */
  SINCE_JOIN
}
