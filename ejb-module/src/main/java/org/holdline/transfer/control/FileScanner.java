package org.holdline.transfer.control;

import java.io.IOException;

/** Looks for harm in files before they are handed out. Thread-safe. */
public interface FileScanner {
  /** What it thinks of a file. */
  enum Verdict {
    CLEAN,
    INFECTED,
    /** More than it looks at. */
    TOO_LARGE
  }

  /** The bytes of a file. */
  interface Content {
    void writeTo(FileRelay.Sink sink) throws IOException;
  }

  /** Whether there is one; otherwise files are handed out as they are. */
  boolean isThere();

  /**
   * Looks at a file; it may take minutes.
   *
   * @throws IOException when the scanner is out of reach or has not come to a verdict
   */
  Verdict scan(Content file) throws IOException;

  /**
   * Returns when it has answered.
   *
   * @throws IOException when it is out of reach
   */
  void check() throws IOException;
}
