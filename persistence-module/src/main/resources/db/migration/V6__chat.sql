-- Chat is found by the id of the message it speaks of and by its words. Both are taken from the envelope by patterns, which
-- never fail, so that a damaged body cannot keep others out; in an envelope, quotes within a text are always escaped.

ALTER TABLE history_message
  ADD COLUMN message_id varchar(64) GENERATED ALWAYS AS (
    CASE WHEN type LIKE 'chat-%' THEN substring(body FROM '"message_id":"([A-Za-z0-9_-]{1,64})"') END) STORED,
  ADD COLUMN words tsvector GENERATED ALWAYS AS (
    CASE WHEN type IN ('chat-message', 'chat-edit') THEN to_tsvector('simple',
      left(regexp_replace(substring(body FROM '"content":"((?:[^"\\]|\\.)*)"'), '\\(u[0-9a-f]{4}|.)', ' ', 'g'), 10000)) END) STORED;

CREATE INDEX history_message_chat_id ON history_message (room_id, message_id) WHERE message_id IS NOT NULL;

CREATE INDEX history_message_words ON history_message USING gin (words) WHERE words IS NOT NULL;
