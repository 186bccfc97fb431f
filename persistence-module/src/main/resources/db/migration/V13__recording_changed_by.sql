-- Who brought a recording to where it stands; nobody when the server did.
ALTER TABLE recording
  ADD COLUMN changed_by varchar(255),
  ADD COLUMN changed_by_name varchar(255);
