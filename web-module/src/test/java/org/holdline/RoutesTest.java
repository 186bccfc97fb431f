package org.holdline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The routes as a whole: none twice, none open by accident. */
public class RoutesTest {
  private static final Pattern ALTERNATIVES = Pattern.compile("\\{\\w+: *([\\w|-]+)}");
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

  private static final List<String> ROUTES =
      List.of(
          "GET sign-on",
          "POST tickets",
          "GET config",
          "GET rooms/{}/participants",
          "GET rooms/{}/reconnection-state",
          "POST rooms/{}/connection-quality",
          "POST rooms/{}/quality",
          "GET rooms/{}/reconnect",
          "GET rooms/{}/messages",
          "GET rooms/{}/read-receipts",
          "GET rooms/{}/participants/enhanced",
          "POST rooms/{}/participants/{}/info",
          "POST rooms/{}/mute-all",
          "GET recoveries",
          "POST rooms",
          "GET rooms",
          "GET rooms/upcoming",
          "GET rooms/{}",
          "PATCH rooms/{}",
          "DELETE rooms/{}",
          "POST rooms/{}/close",
          "POST rooms/{}/reopen",
          "POST rooms/{}/invitation",
          "DELETE rooms/{}/invitation",
          "POST rooms/{}/join-by-invitation",
          "GET rooms/{}/waiting-room",
          "POST rooms/{}/waiting-room/{}/admit",
          "POST rooms/{}/waiting-room/{}/reject",
          "POST rooms/{}/waiting-room/admit-all",
          "POST rooms/{}/waiting-room/reject-all",
          "GET rooms/{}/members",
          "GET rooms/{}/members/{}",
          "PUT rooms/{}/members/{}",
          "DELETE rooms/{}/members/{}",
          "GET audit",
          "GET rooms/{}/audit",
          "GET rooms/{}/breakout-rooms",
          "POST rooms/{}/breakout-rooms",
          "POST rooms/{}/breakout-rooms/{}/assign/{}",
          "DELETE rooms/{}/breakout-rooms/assignments/{}",
          "DELETE rooms/{}/breakout-rooms/{}",
          "POST rooms/{}/breakout-rooms/auto-assign",
          "POST rooms/{}/breakout-rooms/broadcast",
          "GET rooms/{}/analytics",
          "GET rooms/{}/analytics/summary",
          "GET rooms/{}/analytics.csv",
          "POST rooms/{}/participants/{}/kick",
          "POST rooms/{}/participants/{}/ban",
          "GET rooms/{}/settings",
          "POST rooms/{}/settings",
          "GET rooms/{}/roles/{}",
          "POST rooms/{}/roles/{}",
          "GET rooms/{}/permissions/{}",
          "POST rooms/{}/permissions/{}",
          "POST rooms/{}/hand-raise",
          "GET rooms/{}/hand-raise/queue",
          "POST rooms/{}/hand-raise/{}/lower",
          "POST rooms/{}/hand-raise/lower-all",
          "GET rooms/{}/bans",
          "DELETE rooms/{}/bans/{}",
          "GET rate-limits/{}/status",
          "POST rooms/{}/file-transfer/offer",
          "GET rooms/{}/file-transfers",
          "GET file-transfers",
          "POST file-transfers/recover",
          "GET rooms/{}/file-transfer/{}",
          "GET rooms/{}/file-transfer/{}/progress",
          "DELETE rooms/{}/file-transfer/{}",
          "POST rooms/{}/file-transfer/{}/accept",
          "POST rooms/{}/file-transfer/{}/reject",
          "POST rooms/{}/file-transfer/{}/pause",
          "POST rooms/{}/file-transfer/{}/resume",
          "POST rooms/{}/file-transfer/{}/complete",
          "POST rooms/{}/file-transfer/{}/fail",
          "GET rooms/{}/file-transfer/{}/recovery",
          "POST rooms/{}/file-transfer/{}/recovery-code",
          "PUT rooms/{}/file-transfer/{}/manifest",
          "GET rooms/{}/file-transfer/{}/manifest",
          "GET rooms/{}/file-transfer/{}/chunks",
          "PUT rooms/{}/file-transfer/{}/chunks",
          "PUT rooms/{}/file-transfer/{}/chunks/{}",
          "GET rooms/{}/file-transfer/{}/chunks/{}",
          "GET rooms/{}/file-transfer/{}/files/{}",
          "GET recordings/{}/status",
          "POST recordings/{}/stop",
          "POST recordings/{}/pause",
          "POST recordings/{}/resume",
          "POST recordings/{}/cancel",
          "DELETE recordings/{}",
          "GET recordings",
          "GET recordings/{}/files",
          "GET recordings/{}/files/{}",
          "POST recordings/{}/files/{}/link",
          "GET recording-links/{}",
          "POST rooms/{}/recording/start",
          "GET rooms/{}/recordings",
          "GET rooms/{}/recording/{}/status",
          "POST rooms/{}/recording/{}/stop",
          "POST rooms/{}/recording/{}/pause",
          "POST rooms/{}/recording/{}/resume",
          "DELETE rooms/{}/recording/{}",
          "GET openapi.json",
          "GET openapi.yaml",
          "GET asyncapi.json",
          "GET reference",
          "GET problems/{}",
          "GET webrtc-metrics",
          "GET stats",
          "GET health");

  private record Route(String verb, String path, boolean isOpen) {}

  @Test
  void noRouteExistsTwice() {
    assertThat(routes())
        .hasSizeGreaterThan(8)
        .extracting(Route::verb, Route::path)
        .doesNotHaveDuplicates();
  }

  @Test
  void onlyWhatStrangersNeedIsOpen() {
    assertThat(routes().filter(Route::isOpen))
        .extracting(Route::path)
        .containsExactlyInAnyOrder(
            "sign-on",
            "health",
            "openapi.json",
            "openapi.yaml",
            "asyncapi.json",
            "reference",
            "problems/{}",
            "recording-links/{}");
  }

  @Test
  void theRoutesAreThoseOfTheProtocol() {
    assertThat(routes())
        .extracting(route -> route.verb() + " " + route.path())
        .containsExactlyInAnyOrderElementsOf(ROUTES);
  }

  /** Such as {@code GET rooms/{}/bans}. */
  public static Stream<String> names() {
    return routes().map(route -> route.verb() + " " + route.path());
  }

  private static Stream<Route> routes() {
    return resources().stream()
        .flatMap(resource -> resource.getMethods().stream().flatMap(m -> routes(resource, m)));
  }

  /** Every class with a path. */
  public static List<JavaClass> resources() {
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("org.holdline").stream()
            .filter(each -> each.isAnnotatedWith(Path.class))
            .toList();
  }

  private static Stream<Route> routes(JavaClass resource, JavaMethod method) {
    var path = pathOf(method);
    var full =
        resource.getAnnotationOfType(Path.class).value() + (path.isEmpty() ? "" : "/" + path);
    return Arrays.stream(method.reflect().getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .flatMap(verb ->
            spelledOut(full).stream()
                .map(spelled ->
                    new Route(verb.value(), spelled, method.isAnnotatedWith(PermitAll.class))));
  }

  private static String pathOf(JavaMethod method) {
    return method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
  }

  private static List<String> spelledOut(String path) {
    var found = ALTERNATIVES.matcher(path);
    return found.find()
        ? Arrays.stream(found.group(1).split("\\|", -1))
            .map(each -> nameless(found.replaceFirst(each)))
            .toList()
        : List.of(nameless(path));
  }

  private static String nameless(String path) {
    return PARAMETER.matcher(path).replaceAll("{}");
  }
}
