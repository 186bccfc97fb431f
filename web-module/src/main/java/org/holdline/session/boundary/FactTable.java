package org.holdline.session.boundary;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdline.analytics.entity.RoomFact;
import org.holdline.platform.control.Timestamps;

/**
 * Facts as comma-separated values (RFC 4180). What a spreadsheet would take for a formula gets an
 * apostrophe before it, and so does what has one already, so that nothing is ambiguous.
 */
final class FactTable {
  static final String HEADER =
      "timestamp,event_type,user_id,session_id,lasted_ms,away_ms,took_ms,detail\r\n";

  private static final String FORMULA = "=+-@'\t\r\n";
  private static final String QUOTED = ",\"\r\n";

  private FactTable() {}

  static void write(List<RoomFact> facts, Writer out) throws IOException {
    for (var fact : facts) {
      out.write(line(fact));
    }
  }

  static String line(RoomFact fact) {
    return Stream.of(
            Timestamps.text(fact.place().at()),
            fact.place().kind(),
            fact.user(),
            fact.session(),
            fact.lastedMillis(),
            fact.awayMillis(),
            fact.tookMillis(),
            fact.detail())
        .map(value -> cell(Objects.toString(value, "")))
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    var plain = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return plain.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0)
        ? '"' + plain.replace("\"", "\"\"") + '"'
        : plain;
  }
}
