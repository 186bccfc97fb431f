package org.holdline.recording.control;

import java.io.Serial;

/** No file that plays can be made of this. */
public class MediaException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public MediaException(String message) {
    super(message);
  }
}
