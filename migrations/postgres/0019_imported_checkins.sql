alter table wellness_checkins add column if not exists import_id uuid;

comment on column wellness_checkins.import_id is
  'The import that added the check-in; null in rows of the web app.';

create index wellness_checkins_import on wellness_checkins (import_id) where import_id is not null;

alter table imports
  add column checkins_imported bigint not null default 0,
  add column checkins_removed bigint not null default 0,
  add column checkins_kept bigint not null default 0;
