package org.holdline.contract.boundary;

import static java.util.stream.Collectors.joining;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One route, as the code has it.
 *
 * @param path below {@code /webrtc}, such as {@code /rooms/{room_id}}
 * @param feature in whose package it is
 * @param query names of its parameters; see also {@link #shared}
 */
record Route(
    String verb,
    String path,
    String feature,
    List<String> query,
    List<String> headers,
    Method method) {
  private static final Pattern ALTERNATIVES = Pattern.compile("\\{\\w+: *([\\w|-]+)}");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)[^}]*}");

  Route {
    query = List.copyOf(query);
    headers = List.copyOf(headers);
  }

  /** All routes of these resources, in the order of their paths. */
  static List<Route> of(Collection<Class<?>> resources) {
    return resources.stream()
        .flatMap(resource ->
            Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> of(resource, method)))
        .sorted(Comparator.comparing(Route::path).thenComparing(Route::verb))
        .toList();
  }

  private static Stream<Route> of(Class<?> resource, Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .flatMap(verb ->
            spelledOut(template(resource, method)).map(path -> route(verb.value(), path, method)));
  }

  private static Route route(String verb, String path, Method method) {
    var parameters = Arrays.asList(method.getParameters());
    return new Route(
        verb,
        path,
        method.getDeclaringClass().getPackageName().split("\\.", -1)[2],
        names(parameters, QueryParam.class, QueryParam::value),
        names(parameters, HeaderParam.class, HeaderParam::value),
        method);
  }

  /** Those of a group of parameters that several routes share; a route may heed only some. */
  Set<String> shared() {
    var groups =
        Arrays.stream(method.getParameters())
            .filter(each -> each.isAnnotationPresent(BeanParam.class))
            .flatMap(each -> Arrays.stream(each.getType().getDeclaredFields()))
            .toList();
    return Set.copyOf(names(groups, QueryParam.class, QueryParam::value));
  }

  private static <A extends Annotation> List<String> names(
      List<? extends AnnotatedElement> parameters, Class<A> kind, Function<A, String> name) {
    return parameters.stream()
        .map(each -> each.getAnnotation(kind))
        .filter(Objects::nonNull)
        .map(name)
        .toList();
  }

  private static String template(Class<?> resource, Method method) {
    return Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
        .filter(Objects::nonNull)
        .map(path -> "/" + path.value())
        .collect(joining());
  }

  private static Stream<String> spelledOut(String path) {
    var found = ALTERNATIVES.matcher(path);
    return found.find()
        ? Arrays.stream(found.group(1).split("\\|", -1)).map(each -> found.replaceFirst(each))
        : Stream.of(PARAMETER.matcher(path).replaceAll("{$1}"));
  }

  /** As {@code clients/protocol/routes} names it. */
  String name() {
    return verb + " " + path;
  }

  boolean isOpen() {
    return method.isAnnotationPresent(PermitAll.class);
  }

  boolean takesBody() {
    return Arrays.asList(method.getParameterTypes()).contains(InputStream.class);
  }

  List<String> pathParameters() {
    return PARAMETER.matcher(path).results().map(found -> found.group(1)).toList();
  }
}
