-- Every write to a watched table, by whatever program, raises the version of the users it touches and
-- notes the dates, in the writing transaction. See docs/decisions/0004-version-feed.md.

create table user_versions (
  user_id text primary key not null,
  version integer not null
) without rowid;

create table user_changes (
  user_id text not null,
  kind text not null,
  date text not null,
  version integer not null,
  primary key (user_id, kind, date)
) without rowid;

create index user_changes_version on user_changes (user_id, version);

create trigger sessions_log_insert after insert on sessions
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'session', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

create trigger sessions_log_update after update on sessions
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'session', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'session', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

create trigger sessions_log_delete after delete on sessions
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'session', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

create trigger wellness_checkins_log_insert after insert on wellness_checkins
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'wellness', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

create trigger wellness_checkins_log_update after update on wellness_checkins
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'wellness', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'wellness', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

create trigger wellness_checkins_log_delete after delete on wellness_checkins
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'wellness', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;
