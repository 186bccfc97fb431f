package org.holdline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.holdline.limit.control.Budget;
import org.junit.jupiter.api.Test;

/** The table of budgets says what the code grants. */
class LimitsTest {
  private static final Path PAGE = Path.of("..", "docs", "limits.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\w+) \\| (\\d+) in (\\d+) s \\|.*\\|$");

  @Test
  void everyBudgetIsInTheTableAndNoOther() throws IOException {
    var rows =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .map(row ->
                "%s %s %s/%s".formatted(row.group(1), row.group(2), row.group(3), row.group(4)));
    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Budget.values()).map(LimitsTest::row).toList());
  }

  private static String row(Budget budget) {
    var usual = budget.usual();
    return "%s %s %d/%d"
        .formatted(
            budget.wireName(),
            budget.owner().name().toLowerCase(Locale.ROOT),
            usual.max(),
            usual.window().toSeconds());
  }
}
