-- Recordings of rooms: where each stands, of which segments it consists, and which files came of it.

CREATE TABLE recording (
  id uuid PRIMARY KEY,
  room_id varchar(100) NOT NULL,
  user_id varchar(255) NOT NULL,
  username varchar(255) NOT NULL,
  format varchar(8) NOT NULL CHECK (format IN ('WEBM', 'MP4', 'MKV')),
  quality varchar(8) NOT NULL CHECK (quality IN ('LOW', 'MEDIUM', 'HIGH', 'ULTRA')),
  layout varchar(16) NOT NULL CHECK (layout IN ('COMPOSED', 'TRACKS')),
  status varchar(16) NOT NULL
    CHECK (status IN ('PENDING', 'RECORDING', 'PAUSED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  told varchar(16) NOT NULL,
  folder uuid NOT NULL,
  recorder_session_id varchar(64) NOT NULL,
  segments int NOT NULL,
  created_at timestamptz(6) NOT NULL,
  started_at timestamptz(6),
  paused_at timestamptz(6),
  resumed_at timestamptz(6),
  stopped_at timestamptz(6),
  processed_at timestamptz(6),
  paused_ms bigint NOT NULL,
  captured_bytes bigint NOT NULL,
  stop_reason varchar(32),
  error varchar(100),
  attempts int NOT NULL,
  next_attempt_at timestamptz(6),
  emptied boolean NOT NULL,
  version bigint NOT NULL
);

-- A room is recorded once at a time.
CREATE UNIQUE INDEX recording_active ON recording (room_id) WHERE status IN ('PENDING', 'RECORDING', 'PAUSED');

-- What has something to be done with.
CREATE INDEX recording_open ON recording (created_at) WHERE status IN ('PENDING', 'RECORDING', 'PAUSED', 'PROCESSING');
CREATE INDEX recording_untold ON recording (created_at) WHERE told <> status;

-- The newest of a room and of a user; the oldest of all.
CREATE INDEX recording_room ON recording (room_id, created_at);
CREATE INDEX recording_user ON recording (user_id, created_at);
CREATE INDEX recording_created_at ON recording (created_at);

-- Where on the recording's timeline a segment begins.
CREATE TABLE recording_segment (
  recording_id uuid NOT NULL REFERENCES recording ON DELETE CASCADE,
  number int NOT NULL,
  offset_ms bigint NOT NULL,
  PRIMARY KEY (recording_id, number)
);

CREATE TABLE recorded_file (
  recording_id uuid NOT NULL REFERENCES recording ON DELETE CASCADE,
  number int NOT NULL,
  name varchar(100) NOT NULL,
  kind varchar(16) NOT NULL CHECK (kind IN ('COMPOSED', 'TRACK', 'TIMELINE', 'THUMBNAIL', 'WAVEFORM')),
  media_type varchar(100) NOT NULL,
  bytes bigint NOT NULL,
  sha256 varchar(64) NOT NULL,
  length_ms bigint,
  streams varchar(500),
  PRIMARY KEY (recording_id, number),
  UNIQUE (recording_id, name)
);

-- Who has one of these may fetch a file until then, without signing on; only their hashes.
CREATE TABLE recording_link (
  hash varchar(64) PRIMARY KEY,
  recording_id uuid NOT NULL,
  file int NOT NULL,
  expires_at timestamptz(6) NOT NULL,
  FOREIGN KEY (recording_id, file) REFERENCES recorded_file ON DELETE CASCADE
);

CREATE INDEX recording_link_file ON recording_link (recording_id, file);
CREATE INDEX recording_link_expires_at ON recording_link (expires_at);
