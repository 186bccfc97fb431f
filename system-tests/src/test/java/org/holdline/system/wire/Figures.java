package org.holdline.system.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A node's metrics as it shows them at one moment: series by name and labels. */
public final class Figures {
  private static final Pattern LINE = Pattern.compile("(?m)^(holdline_\\w+)\\{(.*?)} (\\S+)$");
  private static final Pattern SCOPE =
      Pattern.compile("mp_scope=\"application\",|,?mp_scope=\"application\"");

  private final Map<String, Double> series = new TreeMap<>();

  private Figures(String text) {
    var lines = LINE.matcher(text);
    while (lines.find()) {
      var labels = SCOPE.matcher(lines.group(2)).replaceFirst("");
      var name = lines.group(1) + (labels.isEmpty() ? "" : "{" + labels + "}");
      series.put(name, Double.valueOf(lines.group(3)));
    }
  }

  /** Asks as an administrator. */
  public static Figures of(Doors doors, String token) {
    var answer = doors.get("/metrics?scope=application", token);
    if (answer.statusCode() != 200) {
      throw new AssertionError("metrics answered " + answer.statusCode());
    }
    return new Figures(answer.body());
  }

  /** 0 for what has not happened yet. */
  public double of(String name) {
    return series.getOrDefault(name, 0.0);
  }

  public double since(Figures before, String name) {
    return of(name) - before.of(name);
  }

  @Override
  public String toString() {
    return series.toString();
  }
}
