-- The triggers of the version feed once more, for every SQLite since 3.31: unixepoch('subsec') is null before 3.42,
-- which Debian 12 and Ubuntu 22.04 do not have. What they do is the same. See 0002 and 0004 for the reasons.

drop trigger sessions_log_insert;
create trigger sessions_log_insert after insert on sessions
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'session', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger sessions_log_update;
create trigger sessions_log_update after update of
  id, user_id, preset, category, task, duration_minutes, duration_seconds, completed,
  productivity_rating, notes, date, time, utc_offset_seconds, created_at
on sessions
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'session', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger sessions_log_move;
create trigger sessions_log_move after update of user_id, date on sessions
when old.user_id is not new.user_id or old.date is not new.date
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'session', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger sessions_log_delete;
create trigger sessions_log_delete after delete on sessions
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'session', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger sessions_log_replaced_by_insert;
create trigger sessions_log_replaced_by_insert before insert on sessions
when exists (select 1 from sessions where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'session', r.date, v.version + 1
    from sessions r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    where user_id = (select user_id from sessions where id = new.id and user_id is not new.user_id);
end;

drop trigger sessions_log_replaced_by_update;
create trigger sessions_log_replaced_by_update before update of id on sessions
when old.id is not new.id and exists (select 1 from sessions where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'session', r.date, v.version + 1
    from sessions r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    where user_id = (select user_id from sessions where id = new.id and user_id is not new.user_id);
end;

drop trigger wellness_checkins_log_insert;
create trigger wellness_checkins_log_insert after insert on wellness_checkins
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'wellness', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger wellness_checkins_log_update;
create trigger wellness_checkins_log_update after update of
  id, user_id, date, sleep_quality, energy_level, mood, stress_level, motivation,
  focus_ability, overall_wellness, notes, created_at
on wellness_checkins
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select new.user_id, 'wellness', new.date, version from user_versions where user_id = new.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger wellness_checkins_log_move;
create trigger wellness_checkins_log_move after update of user_id, date on wellness_checkins
when old.user_id is not new.user_id or old.date is not new.date
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'wellness', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger wellness_checkins_log_delete;
create trigger wellness_checkins_log_delete after delete on wellness_checkins
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
  insert into user_changes (user_id, kind, date, version)
    select old.user_id, 'wellness', old.date, version from user_versions where user_id = old.user_id
    on conflict (user_id, kind, date) do update set version = excluded.version;
end;

drop trigger wellness_checkins_log_replaced_by_insert;
create trigger wellness_checkins_log_replaced_by_insert before insert on wellness_checkins
when exists (select 1 from wellness_checkins where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'wellness', r.date, v.version + 1
    from wellness_checkins r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    where user_id = (select user_id from wellness_checkins where id = new.id and user_id is not new.user_id);
end;

drop trigger wellness_checkins_log_replaced_by_update;
create trigger wellness_checkins_log_replaced_by_update before update of id on wellness_checkins
when old.id is not new.id and exists (select 1 from wellness_checkins where id = new.id)
begin
  insert into user_changes (user_id, kind, date, version)
    select r.user_id, 'wellness', r.date, v.version + 1
    from wellness_checkins r join user_versions v on v.user_id = r.user_id where r.id = new.id
    on conflict (user_id, kind, date) do update set version = excluded.version;
  update user_versions
    set version = max(version + 1, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    where user_id = (select user_id from wellness_checkins where id = new.id and user_id is not new.user_id);
end;

drop trigger user_settings_log_insert;
create trigger user_settings_log_insert after insert on user_settings
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;

drop trigger user_settings_log_update;
create trigger user_settings_log_update after update on user_settings
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;

drop trigger user_settings_log_delete;
create trigger user_settings_log_delete after delete on user_settings
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;
