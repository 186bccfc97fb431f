package org.holdline.analytics.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdline.analytics.entity.RoomSummary.Person;
import org.holdline.analytics.entity.RoomSummary.Recoveries;
import org.holdline.analytics.entity.RoomSummary.Spread;
import org.jspecify.annotations.Nullable;

/** Reckons a room's figures in the database. */
final class SummarizeRoom {
  private static final String KINDS =
      """
      SELECT kind, said AND kind <> 'analytics-event' AS said, count(*) AS times FROM analytics_fact
      WHERE room_id = :room AND happened_at >= :from AND happened_at < :to
      GROUP BY 1, 2
      """;

  /**
   * Who was there from when to when. A log that was lost with everybody in it took no leave: what
   * was open then ended when the next began. What records a room is nobody.
   */
  private static final String VISITS =
      """
      WITH lives AS (
        SELECT epoch, lead(min(happened_at)) OVER (ORDER BY min(happened_at)) AS ended
        FROM analytics_event WHERE room_id = :room AND epoch IS NOT NULL AND happened_at < :to
        GROUP BY epoch),
      turns AS (
        SELECT user_id, epoch, type, happened_at AS began,
          lead(happened_at) OVER (PARTITION BY user_id ORDER BY happened_at, sequence) AS ended
        FROM analytics_event
        WHERE room_id = :room AND type IN ('user-joined', 'user-left') AND happened_at < :to
          AND user_id NOT LIKE 'recorder:%'),
      visits AS (
        SELECT t.user_id, t.began, least(t.ended, l.ended, CAST(:to AS timestamptz)) AS ended
        FROM turns t JOIN lives l ON l.epoch = t.epoch
        WHERE t.type = 'user-joined' AND least(t.ended, l.ended, CAST(:to AS timestamptz)) > :from)
      """;

  private static final String PEAK =
      VISITS
          + """
          , changes AS (
            SELECT greatest(began, CAST(:from AS timestamptz)) AS at, 1 AS more FROM visits
            UNION ALL SELECT ended, -1 FROM visits)
          SELECT coalesce(max(present), 0) AS peak
          FROM (SELECT sum(more) OVER (ORDER BY at, more) AS present FROM changes) counted
          """;

  /** What a session says of itself holds until it says something else, drops or leaves. */
  private static final String PEOPLE =
      VISITS
          + """
          , entries AS (
            SELECT user_id, speaking AND state = 'active' AS speaks, happened_at AS began,
              lead(happened_at) OVER (PARTITION BY session_id ORDER BY happened_at, sequence) AS ended
            FROM analytics_event
            WHERE room_id = :room AND state IS NOT NULL AND happened_at < :to
              AND happened_at >= CAST(:from AS timestamptz) - interval '1 day'),
          speech AS (
            SELECT e.user_id, sum(extract(epoch FROM
              greatest(least(e.ended, v.ended) - greatest(e.began, CAST(:from AS timestamptz)), interval '0'))) AS seconds
            FROM entries e
            JOIN visits v ON v.user_id = e.user_id AND e.began >= v.began AND e.began < v.ended
            WHERE e.speaks GROUP BY e.user_id),
          presence AS (
            SELECT user_id,
              sum(extract(epoch FROM ended - greatest(began, CAST(:from AS timestamptz)))) AS seconds
            FROM visits GROUP BY user_id),
          deeds AS (
            SELECT user_id, count(*) FILTER (WHERE said AND kind <> 'analytics-event') AS messages,
              count(*) FILTER (WHERE kind = 'dropped') AS drops
            FROM analytics_fact WHERE room_id = :room AND happened_at >= :from AND happened_at < :to
            GROUP BY user_id)
          SELECT p.user_id, CAST(p.seconds * 1000 AS bigint) AS present_ms,
            CAST(coalesce(s.seconds, 0) * 1000 AS bigint) AS speaking_ms,
            coalesce(d.messages, 0) AS messages, coalesce(d.drops, 0) AS drops,
            count(*) OVER () AS users,
            CAST(sum(coalesce(s.seconds, 0)) OVER () * 1000 AS bigint) AS all_speaking_ms
          FROM presence p LEFT JOIN speech s ON s.user_id = p.user_id
          LEFT JOIN deeds d ON d.user_id = p.user_id
          ORDER BY speaking_ms DESC, present_ms DESC, p.user_id
          """;

  private static final String RECOVERIES =
      """
      SELECT count(*) AS times, count(*) FILTER (WHERE detail = 'complete') AS complete,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY took_ms) AS took_p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY took_ms) AS took_p95,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY away_ms) AS away_p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY away_ms) AS away_p95
      FROM analytics_event
      WHERE room_id = :room AND type = 'recovered' AND happened_at >= :from AND happened_at < :to
      """;

  private final EntityManager entities;
  private final FactFilter asked;

  SummarizeRoom(EntityManager entities, FactFilter asked) {
    this.entities = entities;
    this.asked = asked;
  }

  RoomSummary execute() {
    var kinds = new HashMap<String, Long>();
    var messages = new HashMap<String, Long>();
    for (var row : rows(KINDS)) {
      var kind = row.get("kind", String.class);
      kinds.merge(kind, number(row, "times"), Long::sum);
      if (row.get("said", Boolean.class)) {
        messages.put(kind, number(row, "times"));
      }
    }
    var people = rows(PEOPLE);
    return new RoomSummary(
        kinds,
        messages,
        number(rows(PEAK).getFirst(), "peak"),
        people.isEmpty() ? 0 : number(people.getFirst(), "users"),
        people.isEmpty() ? 0 : number(people.getFirst(), "all_speaking_ms"),
        people.stream().map(SummarizeRoom::person).toList(),
        recoveries(rows(RECOVERIES).getFirst()));
  }

  private static Person person(Tuple row) {
    return new Person(
        row.get("user_id", String.class),
        number(row, "present_ms"),
        number(row, "speaking_ms"),
        number(row, "messages"),
        number(row, "drops"));
  }

  private static Recoveries recoveries(Tuple row) {
    return new Recoveries(
        number(row, "times"), number(row, "complete"), spread(row, "took"), spread(row, "away"));
  }

  private static @Nullable Spread spread(Tuple row, String of) {
    return row.get(of + "_p50") == null
        ? null
        : new Spread(number(row, of + "_p50"), number(row, of + "_p95"));
  }

  private static long number(Tuple row, String column) {
    return row.get(column, Number.class).longValue();
  }

  private List<Tuple> rows(String sql) {
    var query = entities.createNativeQuery(sql, Tuple.class);
    Map.of("room", asked.room().value(), "from", asked.from(), "to", asked.to())
        .forEach(query::setParameter);
    @SuppressWarnings("unchecked") // JPA says nothing of the type of a native query's rows
    List<Tuple> rows = query.setMaxResults(RoomSummary.PEOPLE_MAX).getResultList();
    return rows;
  }
}
