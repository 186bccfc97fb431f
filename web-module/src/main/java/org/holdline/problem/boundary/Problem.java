package org.holdline.problem.boundary;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.text.Json;

/**
 * A refusal as {@code application/problem+json}.
 *
 * @param headers that belong to it
 */
public record Problem(
    int status,
    String code,
    String title,
    Map<String, Object> details,
    Map<String, String> headers) {
  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Relative to whatever host was asked. */
  private static final String EXPLAINED_AT = "/webrtc/problems/";

  public Problem {
    details = Map.copyOf(details);
    headers = Map.copyOf(headers);
  }

  static Problem of(int status, String code, String title) {
    return new Problem(status, code, title, Map.of(), Map.of());
  }

  public static Problem of(ProblemException refusal) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Cache-Control", "no-store");
    var wait = refusal.retryAfter();
    if (wait != null) {
      headers.put("Retry-After", String.valueOf(seconds(wait)));
    }
    if (refusal.kind() == Kind.UNAUTHENTICATED) {
      headers.put("WWW-Authenticate", challenge(refusal.code()));
    }
    return new Problem(
        statusOf(refusal.kind()), refusal.code(), refusal.title(), refusal.details(), headers);
  }

  private static int statusOf(Kind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case GONE -> 410;
      case TOO_LARGE -> 413;
      case UNSUPPORTED -> 415;
      case INVALID -> 422;
      case TOO_MANY -> 429;
      case NOT_AVAILABLE -> 501;
      case UNAVAILABLE -> 503;
      case FULL -> 507;
    };
  }

  /** RFC 6750 has one error for all tokens that do not count; none was given when there is none. */
  private static String challenge(String code) {
    return code.equals("unauthorized") ? "Bearer" : "Bearer error=\"invalid_token\"";
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** Answers it outside of JAX-RS. */
  public void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    headers.forEach(response::setHeader);
    response.getWriter().write(json().toString());
  }

  public JsonObject json() {
    var json =
        Json.createObjectBuilder()
            .add("type", EXPLAINED_AT + code)
            .add("title", title)
            .add("detail", title)
            .add("status", status)
            .add("code", code);
    if (!details.isEmpty()) {
      var shown = Json.createObjectBuilder();
      details.forEach((name, value) ->
          shown.add(
              name,
              value instanceof Number number
                  ? Json.createValue(number)
                  : Json.createValue(value.toString())));
      json.add("details", shown);
    }
    return json.build();
  }
}
