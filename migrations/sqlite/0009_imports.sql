-- Imports that stored something, so that what they added can be removed again.
create table imports (
  id text not null,
  -- An operator's file may hold sessions of several people: the import is listed for each of them.
  user_id text not null check (length(user_id) <= 200),
  started_at_ms integer not null,
  -- Null: still running, or interrupted.
  finished_at_ms integer,
  format text not null,
  -- Without its folder.
  file_name text,
  -- Of the whole file; 0 until the import is finished.
  row_count integer not null default 0,
  unchanged integer not null default 0,
  conflicts integer not null default 0,
  rejected integer not null default 0,
  -- Of this user.
  imported integer not null,
  removed integer not null default 0,
  -- Sessions that were left when the import was undone, because they had been changed.
  kept integer not null default 0,
  undone_at_ms integer,
  primary key (user_id, id)
) without rowid;

create index imports_order on imports (user_id, started_at_ms, id);

-- The import that added the session.
alter table sessions add column import_id text;

create index sessions_import on sessions (import_id) where import_id is not null;
