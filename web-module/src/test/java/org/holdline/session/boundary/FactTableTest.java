package org.holdline.session.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.holdline.analytics.entity.FactPlace;
import org.holdline.analytics.entity.RoomFact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactTableTest {
  private static final FactPlace PLACE =
      new FactPlace(Instant.parse("2026-11-21T09:00:00.123456Z"), 7, "e.7", "left");

  private static String line(@Nullable String user, @Nullable String detail) {
    return FactTable.line(new RoomFact(PLACE, user, "s_1", 60_000L, null, null, detail));
  }

  @Test
  void aFactIsALineWithAnEmptyCellForWhatItLacks() {
    assertThat(line("ada", "expired"))
        .isEqualTo("2026-11-21T09:00:00.123Z,left,ada,s_1,60000,,,expired\r\n");
    assertThat(FactTable.HEADER.chars().filter(c -> c == ',').count())
        .isEqualTo(line("ada", null).chars().filter(c -> c == ',').count());
  }

  @Test
  void whatSeparatesIsQuotedAndQuotesAreDoubled() {
    assertThat(line("a,b", "{\"note\":\"x\r\ny\"}"))
        .contains(",\"a,b\",")
        .endsWith(",\"{\"\"note\"\":\"\"x\r\ny\"\"}\"\r\n");
  }

  @Test
  void aSpreadsheetSeesNoFormula() {
    for (var formula : new String[] {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "'x"}) {
      var cell = line("ada", formula).substring(line("ada", "").length() - 2);
      assertThat(cell).as(formula).matches("(?s)\"?'" + formula.charAt(0) + ".*");
    }
    assertThat(line("=HYPERLINK(\"x\")", null)).contains(",\"'=HYPERLINK(\"\"x\"\")\",");
  }
}
