-- How large the chunks of a content are, but for the last of a file, where they are cut by size.
ALTER TABLE file_content ADD COLUMN chunk_bytes int NOT NULL DEFAULT 65536;
ALTER TABLE file_content ALTER COLUMN chunk_bytes DROP DEFAULT;

-- No path twice, whoever brings it; the paths themselves are too long for an index.
DROP INDEX listed_file_path;
CREATE UNIQUE INDEX listed_file_path ON listed_file (content_id, md5(path));
