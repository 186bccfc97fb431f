package org.holdline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdline.platform.control.Metric;
import org.junit.jupiter.api.Test;

/** The table of metrics says what the code counts. */
class MetricsTest {
  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `holdline_[a-z_]+` \\|.*\\|$");

  @Test
  void everyMetricIsInTheTableAndNoOther() throws IOException {
    var rows = ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group());
    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Metric.values()).map(MetricsTest::row).toList());
  }

  private static String row(Metric metric) {
    var labels =
        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            metric.shownName(),
            metric.kind().name().toLowerCase(Locale.ROOT),
            labels,
            metric.meaning())
        .replace("|  |", "| |");
  }
}
