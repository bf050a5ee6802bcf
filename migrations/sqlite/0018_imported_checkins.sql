-- The import that added the check-in.
alter table wellness_checkins add column import_id text;

create index wellness_checkins_import on wellness_checkins (import_id) where import_id is not null;

alter table imports add column checkins_imported integer not null default 0;
alter table imports add column checkins_removed integer not null default 0;
alter table imports add column checkins_kept integer not null default 0;
