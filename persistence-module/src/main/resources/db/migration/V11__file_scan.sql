-- Files are looked at by a virus scanner, where there is one, before any of their bytes is handed out.

-- What was listed before was handed out already.
ALTER TABLE listed_file ADD COLUMN clean boolean NOT NULL DEFAULT true;
ALTER TABLE listed_file ALTER COLUMN clean DROP DEFAULT;
ALTER TABLE listed_file ADD COLUMN scan_claimed_at timestamptz(6);
ALTER TABLE file_content DROP COLUMN scan;

-- What has to be looked at, which is little: what goes from device to device is not the server's to look at.
CREATE INDEX listed_file_unscanned ON listed_file (content_id, number) WHERE NOT clean;
