-- Imports that stored something, so that what they added can be removed again.
create table imports (
  id uuid not null,
  -- An operator's file may hold sessions of several people: the import is listed for each of them.
  user_id text not null check (length(user_id) <= 200),
  started_at_ms bigint not null,
  -- Null: still running, or interrupted.
  finished_at_ms bigint,
  format text not null,
  -- Without its folder.
  file_name text,
  -- Of the whole file; 0 until the import is finished.
  row_count bigint not null default 0,
  unchanged bigint not null default 0,
  conflicts bigint not null default 0,
  rejected bigint not null default 0,
  -- Of this user.
  imported bigint not null,
  removed bigint not null default 0,
  -- Sessions that were left when the import was undone, because they had been changed.
  kept bigint not null default 0,
  undone_at_ms bigint,
  primary key (user_id, id)
);

create index imports_order on imports (user_id, started_at_ms, id);

alter table sessions add column if not exists import_id uuid;

comment on column sessions.import_id is
  'The import that added the session; null in rows of the web app.';

create index sessions_import on sessions (import_id) where import_id is not null;
