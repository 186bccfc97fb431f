package org.holdline.system.wire;

import java.net.http.HttpResponse;

/** The server answered a handshake with something else than a WebSocket. */
public final class RefusedException extends RuntimeException {
  private final int status;
  private final String body;

  RefusedException(HttpResponse<?> answer) {
    super("The handshake was answered " + answer.statusCode() + ": " + answer.body());
    this.status = answer.statusCode();
    this.body = String.valueOf(answer.body());
  }

  public int status() {
    return status;
  }

  public String body() {
    return body;
  }
}
