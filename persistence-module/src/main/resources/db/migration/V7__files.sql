-- Files that are offered in rooms: what is offered, to whom, how far each receiver is, and what of it the server holds.

CREATE TABLE file_content (
  id uuid PRIMARY KEY,
  room_id varchar(100) NOT NULL,
  sender_id varchar(255) NOT NULL,
  filename varchar(255) NOT NULL,
  mime_type varchar(255) NOT NULL,
  total_bytes bigint NOT NULL CHECK (total_bytes > 0),
  file_count int NOT NULL CHECK (file_count > 0),
  chunking varchar(16) NOT NULL CHECK (chunking IN ('FIXED', 'CONTENT_DEFINED')),
  sha256 varchar(64),
  message varchar(500),
  listed_files int NOT NULL,
  listed_chunks int NOT NULL,
  listed_bytes bigint NOT NULL,
  manifest_complete boolean NOT NULL,
  wrapped_key varchar(255),
  scan varchar(16) NOT NULL,
  created_at timestamptz(6) NOT NULL,
  closed_at timestamptz(6)
);

-- What is over and has to be deleted.
CREATE INDEX file_content_closed_at ON file_content (closed_at);

CREATE TABLE listed_file (
  content_id uuid NOT NULL REFERENCES file_content ON DELETE CASCADE,
  number int NOT NULL,
  path varchar(4096) NOT NULL,
  size bigint NOT NULL,
  type varchar(255) NOT NULL,
  sha256 bytea NOT NULL,
  modified_at timestamptz(6),
  first_chunk int NOT NULL,
  chunk_count int NOT NULL,
  PRIMARY KEY (content_id, number)
);

-- Which file begins with a chunk.
CREATE INDEX listed_file_first_chunk ON listed_file (content_id, first_chunk);

-- No path twice; the paths themselves are too long for an index.
CREATE INDEX listed_file_path ON listed_file (content_id, md5(path));

CREATE TABLE listed_chunk (
  content_id uuid NOT NULL REFERENCES file_content ON DELETE CASCADE,
  number int NOT NULL,
  digest bytea NOT NULL,
  size int NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (content_id, number)
);

-- A segment without chunks is on its way, or was left by a node that died.
CREATE TABLE relay_segment (
  id uuid PRIMARY KEY,
  content_id uuid NOT NULL REFERENCES file_content ON DELETE CASCADE,
  bytes int NOT NULL,
  created_at timestamptz(6) NOT NULL
);

CREATE INDEX relay_segment_content ON relay_segment (content_id);

-- Where each chunk stands; the same chunk is stored once, whoever comes first.
CREATE TABLE relayed_chunk (
  content_id uuid NOT NULL REFERENCES file_content ON DELETE CASCADE,
  digest bytea NOT NULL,
  segment_id uuid NOT NULL REFERENCES relay_segment ON DELETE CASCADE,
  position int NOT NULL,
  size int NOT NULL,
  PRIMARY KEY (content_id, digest)
);

CREATE INDEX relayed_chunk_segment ON relayed_chunk (segment_id);

CREATE TABLE file_transfer (
  id uuid PRIMARY KEY,
  content_id uuid NOT NULL REFERENCES file_content,
  receiver_id varchar(255) NOT NULL,
  sender_session_id varchar(64) NOT NULL,
  receiver_session_id varchar(64),
  status varchar(16) NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED', 'FAILED')),
  paused_by varchar(32) NOT NULL,
  error varchar(500),
  received text NOT NULL,
  received_chunks int NOT NULL,
  received_bytes bigint NOT NULL,
  relayed boolean NOT NULL,
  progress_told_at timestamptz(6),
  started_at timestamptz(6) NOT NULL,
  accepted_at timestamptz(6),
  paused_at timestamptz(6),
  resumed_at timestamptz(6),
  completed_at timestamptz(6),
  expires_at timestamptz(6) NOT NULL,
  version bigint NOT NULL
);

CREATE INDEX file_transfer_content ON file_transfer (content_id);

-- The newest of a receiver; of a sender by his contents.
CREATE INDEX file_transfer_receiver ON file_transfer (receiver_id, started_at);
CREATE INDEX file_content_sender ON file_content (sender_id, created_at);
CREATE INDEX file_content_room ON file_content (room_id);

-- Which are to expire next.
CREATE INDEX file_transfer_expires_at ON file_transfer (expires_at);

-- What has happened to a transfer and has not been told to its parties yet.
CREATE TABLE transfer_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES file_transfer ON DELETE CASCADE,
  type varchar(32) NOT NULL,
  claimed_at timestamptz(6)
);

CREATE INDEX transfer_event_transfer ON transfer_event (transfer_id);

-- Codes with which a party goes on from another device; only their hashes.
CREATE TABLE recovery_code (
  hash varchar(64) PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES file_transfer ON DELETE CASCADE,
  user_id varchar(255) NOT NULL,
  expires_at timestamptz(6) NOT NULL
);

CREATE INDEX recovery_code_transfer ON recovery_code (transfer_id);
