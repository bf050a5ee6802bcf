-- Which columns of a table that nobody knows hold what, as a person has said it once.
create table import_mappings (
  user_id text not null check (length(user_id) <= 200),
  -- SHA-256 of the header's names, hexadecimal.
  fingerprint text not null,
  -- JSON object: header by field.
  columns text not null,
  saved_at_ms integer not null,
  primary key (user_id, fingerprint)
) without rowid;
