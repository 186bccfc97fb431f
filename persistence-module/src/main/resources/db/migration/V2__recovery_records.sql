-- The evidence of each resume: what was asked for, what was given, why the connection before had ended.

CREATE TABLE recovery_record (
  session_id varchar(64) NOT NULL,
  generation bigint NOT NULL,
  room_id varchar(100) NOT NULL,
  user_id varchar(255) NOT NULL,
  cause varchar(32) NOT NULL,
  away_ms bigint NOT NULL,
  asked_epoch varchar(64),
  asked_sequence bigint NOT NULL,
  epoch varchar(64) NOT NULL,
  from_sequence bigint NOT NULL,
  to_sequence bigint NOT NULL,
  replayed integer NOT NULL,
  outcome varchar(32) NOT NULL,
  missing_from bigint,
  missing_to bigint,
  took_ms bigint,
  node varchar(100) NOT NULL,
  resumed_at timestamptz(6) NOT NULL,
  PRIMARY KEY (session_id, generation)
);

-- The newest of a room, and of one user in it.
CREATE INDEX recovery_record_room ON recovery_record (room_id, resumed_at);

-- The newest of all, and retention, which deletes the oldest.
CREATE INDEX recovery_record_resumed_at ON recovery_record (resumed_at);
