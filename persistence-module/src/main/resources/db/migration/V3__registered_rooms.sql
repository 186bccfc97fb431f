-- Rooms that somebody has registered, and who belongs to them. The first form of the table was never written.

DROP TABLE room;

CREATE TABLE room (
  id varchar(100) PRIMARY KEY,
  owner_user_id varchar(255) NOT NULL,
  name varchar(100) NOT NULL,
  access varchar(16) NOT NULL CHECK (access IN ('OPEN', 'MEMBERS', 'APPROVAL')),
  persistent boolean NOT NULL,
  starts_at timestamptz(6),
  ends_at timestamptz(6) CHECK (ends_at > starts_at),
  settings text NOT NULL,
  invitation_hash varchar(64),
  created_at timestamptz(6) NOT NULL,
  updated_at timestamptz(6) NOT NULL,
  closed_at timestamptz(6),
  version bigint NOT NULL
);

-- The rooms of their owner, newest first.
CREATE INDEX room_owner ON room (owner_user_id, created_at);

CREATE TABLE room_member (
  room_id varchar(100) NOT NULL REFERENCES room ON DELETE CASCADE,
  user_id varchar(255) NOT NULL,
  role varchar(16) NOT NULL,
  added_at timestamptz(6) NOT NULL,
  PRIMARY KEY (room_id, user_id)
);

-- The rooms of a member.
CREATE INDEX room_member_user ON room_member (user_id);
