-- Who decided what about a room and those in it.

CREATE TABLE audit_event (
  id uuid PRIMARY KEY,
  room_id varchar(100) NOT NULL,
  actor_id varchar(255),
  action varchar(64) NOT NULL,
  target_id varchar(255),
  before_change text,
  after_change text,
  happened_at timestamptz(6) NOT NULL
);

-- The newest of a room.
CREATE INDEX audit_event_room ON audit_event (room_id, happened_at, id);

-- The newest of all, and retention, which deletes the oldest.
CREATE INDEX audit_event_happened_at ON audit_event (happened_at, id);
