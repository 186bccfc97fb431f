package org.holdline.system.wire;

import java.net.http.HttpResponse;

/** The server answered a handshake with something else than a WebSocket. */
public final class RefusedException extends RuntimeException {
  private final int status;
  private final String body;
  private final int retryAfter;

  RefusedException(HttpResponse<?> answer) {
    super("The handshake was answered " + answer.statusCode() + ": " + answer.body());
    this.status = answer.statusCode();
    this.body = String.valueOf(answer.body());
    this.retryAfter = answer.headers().firstValue("Retry-After").map(Integer::valueOf).orElse(0);
  }

  public int status() {
    return status;
  }

  /** In seconds; 0 when nothing is said. */
  public int retryAfter() {
    return retryAfter;
  }

  public String body() {
    return body;
  }
}
