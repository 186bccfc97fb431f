-- What happened in rooms, without what was said: kept longer than the messages themselves.

CREATE TABLE analytics_event (
  room_id varchar(100) NOT NULL,
  id varchar(140) NOT NULL,
  type varchar(64) NOT NULL,
  happened_at timestamptz(6) NOT NULL,
  epoch varchar(64),
  sequence bigint NOT NULL,
  user_id varchar(255),
  session_id varchar(64),
  said boolean NOT NULL,
  state varchar(16),
  speaking boolean,
  screen_sharing boolean,
  hand_raised boolean,
  away_ms bigint,
  took_ms bigint,
  detail text,
  PRIMARY KEY (room_id, id)
);

-- A room's events from the newest back.
CREATE INDEX analytics_event_room ON analytics_event (room_id, happened_at, sequence, id);

-- How a session was before.
CREATE INDEX analytics_event_session ON analytics_event (room_id, session_id, happened_at, sequence)
  WHERE state IS NOT NULL;

-- When a user had come before he left.
CREATE INDEX analytics_event_user ON analytics_event (room_id, user_id, happened_at, sequence)
  WHERE type = 'user-joined';

-- Retention deletes the oldest; rows arrive nearly in this order, so a block range index is enough.
CREATE INDEX analytics_event_happened_at ON analytics_event USING brin (happened_at);

-- What each event means. An entry says how a session is now; what has changed shows beside the entry before.
CREATE VIEW analytics_fact AS
SELECT e.room_id, e.id, e.type, k.kind, e.happened_at, e.sequence, e.user_id, e.session_id, e.said,
  CASE WHEN k.kind = 'left' THEN (
    SELECT (extract(epoch FROM e.happened_at - max(j.happened_at)) * 1000)::bigint FROM analytics_event j
    WHERE j.room_id = e.room_id AND j.user_id = e.user_id AND j.type = 'user-joined'
      AND (j.happened_at, j.sequence) < (e.happened_at, e.sequence))
  END AS lasted_ms,
  e.away_ms, e.took_ms, e.detail
FROM analytics_event e
LEFT JOIN LATERAL (
  SELECT p.state, p.speaking, p.screen_sharing, p.hand_raised FROM analytics_event p
  WHERE e.state IS NOT NULL AND p.state IS NOT NULL AND p.room_id = e.room_id
    AND p.session_id = e.session_id AND (p.happened_at, p.sequence) < (e.happened_at, e.sequence)
  ORDER BY p.happened_at DESC, p.sequence DESC LIMIT 1) b ON true
CROSS JOIN LATERAL (VALUES
  ('joined', e.type = 'user-joined'),
  ('left', e.type = 'user-left'),
  ('dropped', e.state = 'suspended' AND b.state = 'active'),
  ('speaking-started', e.speaking AND NOT coalesce(b.speaking, false)),
  ('speaking-stopped', NOT e.speaking AND b.speaking),
  ('screen-share-started', e.screen_sharing AND NOT coalesce(b.screen_sharing, false)),
  ('screen-share-stopped', NOT e.screen_sharing AND b.screen_sharing),
  ('hand-raised', e.hand_raised AND NOT coalesce(b.hand_raised, false)),
  ('hand-lowered', NOT e.hand_raised AND b.hand_raised),
  (e.type, e.type NOT IN ('user-joined', 'user-left', 'participant-update'))
) k (kind, holds)
WHERE k.holds;
