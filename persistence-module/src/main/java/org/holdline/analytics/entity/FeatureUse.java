package org.holdline.analytics.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts in how many rooms each feature was used. */
final class FeatureUse {
  private static final String SINCE =
      """
      SELECT count(DISTINCT room_id) FILTER (WHERE type = 'chat-message') AS chat,
        count(DISTINCT room_id) FILTER (WHERE type = 'reaction') AS reactions,
        count(DISTINCT room_id) FILTER (WHERE type = 'hand-raise') AS hand_raise,
        count(DISTINCT room_id) FILTER (WHERE screen_sharing) AS screen_share,
        count(DISTINCT room_id) FILTER (WHERE type = 'file-share-offer') AS file_transfer,
        count(DISTINCT room_id) FILTER (WHERE type = 'breakout-room-create') AS breakout_rooms,
        count(DISTINCT room_id) FILTER (WHERE type = 'waiting-room-join') AS waiting_room
      FROM analytics_event WHERE happened_at >= :since
      """;

  private final EntityManager entities;

  FeatureUse(EntityManager entities) {
    this.entities = entities;
  }

  Map<String, Long> since(Instant moment) {
    var row =
        (Tuple)
            entities
                .createNativeQuery(SINCE, Tuple.class)
                .setParameter("since", moment)
                .getSingleResult();
    var uses = new LinkedHashMap<String, Long>();
    for (var column : row.getElements()) {
      uses.put(column.getAlias(), row.get(column.getAlias(), Number.class).longValue());
    }
    return uses;
  }
}
