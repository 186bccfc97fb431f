-- Rooms by their id in the link, and the durable messages of their logs.

CREATE TABLE room (
  id varchar(100) PRIMARY KEY,
  opened_at timestamptz(6) NOT NULL,
  last_active_at timestamptz(6) NOT NULL
);

-- A message without its room is fine: history is written behind and may come first.
CREATE TABLE history_message (
  room_id varchar(100) NOT NULL,
  epoch varchar(64) NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  previous_sequence bigint NOT NULL CHECK (previous_sequence >= 0 AND previous_sequence < sequence),
  type varchar(64) NOT NULL,
  sender_user_id varchar(255),
  sender_session_id varchar(64),
  target_user_id varchar(255),
  target_session_id varchar(64),
  body text NOT NULL,
  sent_at timestamptz(6) NOT NULL,
  PRIMARY KEY (room_id, epoch, sequence)
);

-- Chat history pages from the newest back.
CREATE INDEX history_message_chat ON history_message (room_id, sent_at, epoch, sequence)
  WHERE type = 'chat-message';

-- Retention deletes the oldest; rows arrive nearly in this order, so a block range index is enough.
CREATE INDEX history_message_sent_at ON history_message USING brin (sent_at);
