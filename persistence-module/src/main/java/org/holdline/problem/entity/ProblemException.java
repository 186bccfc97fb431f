package org.holdline.problem.entity;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal the caller can understand. The title is constant, what varies is in the details; both
 * are shown to the caller, so neither carries internals or secrets.
 */
@ApplicationException(inherited = true, rollback = true)
public class ProblemException extends RuntimeException {
  /** What sort of refusal it is; each border translates it with an exhaustive switch. */
  public enum Kind {
    MALFORMED,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    GONE,
    TOO_LARGE,
    UNSUPPORTED,
    INVALID,
    TOO_MANY,
    NOT_AVAILABLE,
    UNAVAILABLE,
    FULL
  }

  private final Kind kind;
  private final String code;
  private final transient Map<String, Object> details;
  private final @Nullable Duration retryAfter;

  public ProblemException(Kind kind, String code, String title) {
    this(kind, code, title, Map.of());
  }

  public ProblemException(Kind kind, String code, String title, Map<String, ?> details) {
    this(kind, code, title, details, null);
  }

  public ProblemException(
      Kind kind, String code, String title, Map<String, ?> details, @Nullable Duration retryAfter) {
    super(title);
    this.kind = kind;
    this.code = code;
    this.details = Map.copyOf(details);
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** The stable, lower case code of the catalogue, such as {@code room_full}. */
  public String code() {
    return code;
  }

  /** A constant sentence for people. */
  public String title() {
    return String.valueOf(getMessage());
  }

  public Map<String, Object> details() {
    return details;
  }

  /** How long to wait before trying again; null when trying again cannot help. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
