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

-- SQLite has no statement triggers, so each row raises its user's version. A version is never lower than
-- the clock's milliseconds: after a restored backup, numbers given to other data are not given again.

create trigger sessions_log_insert after insert on sessions
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'session', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

-- All columns but updated_at, which a trigger sets after every update.
create trigger sessions_log_update after update of
  id, user_id, preset, category, task, duration_minutes, duration_seconds, completed,
  productivity_rating, notes, date, time, utc_offset_seconds, created_at
on sessions
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'session', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

create trigger sessions_log_move after update of user_id, date on sessions
when old.user_id is not new.user_id or old.date is not new.date
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'session', old.date, version from user_versions where user_id = old.user_id
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

-- INSERT OR REPLACE and UPDATE OR REPLACE delete a row without firing its delete trigger. The date of the
-- row in the way is noted with the next version; the trigger after the write raises the user's version past
-- it (of another user's row, this one does). When the write is ignored instead, the note costs one
-- longer replay.
create trigger sessions_log_replaced_by_insert before insert on sessions
when exists (select 1 from sessions where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'session', r.date, v.version + 1
    from sessions r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(unixepoch('subsec') * 1000 as integer))
    where user_id = (select user_id from sessions where id = new.id and user_id is not new.user_id);
end;

create trigger sessions_log_replaced_by_update before update of id on sessions
when old.id is not new.id and exists (select 1 from sessions where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'session', r.date, v.version + 1
    from sessions r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(unixepoch('subsec') * 1000 as integer))
    where user_id = (select user_id from sessions where id = new.id and user_id is not new.user_id);
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

-- All columns but updated_at, which a trigger sets after every update.
create trigger wellness_checkins_log_update after update of
  id, user_id, date, sleep_quality, energy_level, mood, stress_level, motivation,
  focus_ability, overall_wellness, notes, created_at
on wellness_checkins
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'wellness', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

create trigger wellness_checkins_log_move after update of user_id, date on wellness_checkins
when old.user_id is not new.user_id or old.date is not new.date
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'wellness', old.date, version from user_versions where user_id = old.user_id
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

-- INSERT OR REPLACE and UPDATE OR REPLACE delete a row without firing its delete trigger. The date of the
-- row in the way is noted with the next version; the trigger after the write raises the user's version past
-- it (of another user's row, this one does). When the write is ignored instead, the note costs one
-- longer replay.
create trigger wellness_checkins_log_replaced_by_insert before insert on wellness_checkins
when exists (select 1 from wellness_checkins where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'wellness', r.date, v.version + 1
    from wellness_checkins r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(unixepoch('subsec') * 1000 as integer))
    where user_id = (select user_id from wellness_checkins where id = new.id and user_id is not new.user_id);
end;

create trigger wellness_checkins_log_replaced_by_update before update of id on wellness_checkins
when old.id is not new.id and exists (select 1 from wellness_checkins where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'wellness', r.date, v.version + 1
    from wellness_checkins r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(unixepoch('subsec') * 1000 as integer))
    where user_id = (select user_id from wellness_checkins where id = new.id and user_id is not new.user_id);
end;
