package org.holdline.contract.boundary;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All codes of refusals, and those that a route may answer with. */
final class Refusals {
  private static final List<String> OF_ALL = List.of("internal_error");
  private static final List<String> OF_CALLERS =
      List.of(
          "unauthorized",
          "invalid_token",
          "token_expired",
          "rate_limit_exceeded",
          "redis_unavailable",
          "database_unavailable",
          "service_unavailable");
  private static final List<String> OF_BODIES =
      List.of("invalid_payload", "message_too_large", "media_not_supported", "validation_error");

  private final Map<String, Refusal> all = new LinkedHashMap<>();

  /** One code. */
  record Refusal(
      String code, int status, String title, boolean isRetryable, String cause, String remedy) {}

  Refusals() {
    for (var each : Definitions.list("problems.json")) {
      all.put(each.getString("code"), read(each));
    }
  }

  private static Refusal read(JsonObject definition) {
    return new Refusal(
        definition.getString("code"),
        definition.getInt("status"),
        definition.getString("title"),
        definition.getBoolean("retryable"),
        definition.getString("cause"),
        definition.getString("remedy"));
  }

  Iterable<Refusal> all() {
    return all.values();
  }

  Optional<Refusal> find(String code) {
    return Optional.ofNullable(all.get(code));
  }

  /**
   * Codes by status: those that every such route has, and its own.
   *
   * @throws IllegalStateException when one is not in the catalogue
   */
  Map<Integer, Set<String>> of(Route route, List<String> own) {
    var codes = new TreeSet<>(OF_ALL);
    codes.addAll(own);
    if (!route.isOpen()) {
      codes.addAll(OF_CALLERS);
    }
    if (route.takesBody()) {
      codes.addAll(OF_BODIES);
    }
    if (route.pathParameters().contains("room_id")) {
      codes.add("invalid_room_id");
    }
    if (route.pathParameters().contains("user_id")) {
      codes.add("invalid_user_id");
    }
    if (!route.query().isEmpty() || !route.shared().isEmpty() || !route.headers().isEmpty()) {
      codes.add("invalid_parameter");
    }
    var byStatus = new TreeMap<Integer, Set<String>>();
    for (var code : codes) {
      var refusal =
          find(code).orElseThrow(() -> new IllegalStateException(route.name() + ": " + code));
      byStatus.computeIfAbsent(refusal.status(), status -> new TreeSet<>()).add(code);
    }
    return byStatus;
  }
}
