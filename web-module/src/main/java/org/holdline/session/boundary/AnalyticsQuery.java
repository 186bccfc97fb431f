package org.holdline.session.boundary;

import static org.holdline.problem.boundary.Parameters.count;
import static org.holdline.problem.boundary.Parameters.refused;
import static org.holdline.problem.boundary.Parameters.time;

import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import java.util.regex.Pattern;
import org.holdline.analytics.control.AnalyticsLedger;
import org.holdline.analytics.entity.FactFilter;
import org.holdline.analytics.entity.FactPlace;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** What of a room the query of a request asks for; each reading may refuse a parameter. */
public class AnalyticsQuery {
  private static final int LIMIT = 100;
  private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,64}");

  @QueryParam("type")
  private @Nullable String type;

  @QueryParam("from")
  private @Nullable String from;

  @QueryParam("to")
  private @Nullable String to;

  @QueryParam("before")
  private @Nullable String before;

  @QueryParam("limit")
  private @Nullable String limit;

  FactFilter filter(RoomId room) {
    return new FactFilter(
        room,
        type(),
        Objects.requireNonNullElse(time("from", from), FactFilter.BEGINNING),
        Objects.requireNonNullElse(time("to", to), FactFilter.END));
  }

  private @Nullable String type() {
    if (type != null && !TYPE.matcher(type).matches()) {
      throw refused("type", "must be 1 to 64 of a-z 0-9 -");
    }
    return type;
  }

  FactPlace place() {
    return before == null
        ? FactPlace.END
        : FactPlace.parse(before)
            .orElseThrow(() -> refused("before", "must be a next_before of an earlier answer"));
  }

  int limit() {
    return count("limit", limit, LIMIT, AnalyticsLedger.LIMIT_MAX);
  }
}
