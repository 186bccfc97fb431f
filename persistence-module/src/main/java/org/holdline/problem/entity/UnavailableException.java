package org.holdline.problem.entity;

import java.time.Duration;
import java.util.Map;

/** Something that the request needs is out of reach for a while; trying again later is right. */
public final class UnavailableException extends ProblemException {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /**
   * @param code such as {@code redis_unavailable}, from the catalogue
   */
  public UnavailableException(String code, String title, Throwable cause) {
    super(Kind.UNAVAILABLE, code, title, Map.of(), RETRY_AFTER);
    initCause(cause);
  }

  public UnavailableException(String code, String title) {
    super(Kind.UNAVAILABLE, code, title, Map.of(), RETRY_AFTER);
  }
}
