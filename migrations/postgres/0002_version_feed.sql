-- Every write to a watched table, by whatever program, raises the version of the users it touches and
-- notes the dates, in the writing transaction. See docs/decisions/0004-version-feed.md.

create table user_versions (
  user_id text primary key check (length(user_id) <= 200),
  version bigint not null
) with (fillfactor = 50);

create table user_changes (
  user_id text not null,
  kind text not null,
  date date not null,
  version bigint not null,
  primary key (user_id, kind, date)
);

create index user_changes_version on user_changes (user_id, version);

-- Raises the version of each user once per statement and tells the listeners.
-- Users are locked in the order of their ids, so that two statements over many users cannot lock crosswise.
-- A version is never lower than the clock's milliseconds: after a restored backup, numbers that were given
-- to other data are not given again. Runs with its owner's rights: a writer needs none on our tables.
create function pomodoro_log_changes(changed_kind text, user_ids text[], dates date[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  raised record;
begin
  for raised in
    with changed as (
      select distinct user_id, date from unnest(user_ids, dates) as c (user_id, date)
    ), versions as (
      insert into user_versions as v (user_id, version)
      select u.user_id, floor(extract(epoch from clock_timestamp()) * 1000)::bigint
      from (select distinct user_id from changed order by user_id) u
      on conflict (user_id) do update set version = greatest(v.version + 1, excluded.version)
      returning v.user_id, v.version
    ), logged as (
      insert into user_changes (user_id, kind, date, version)
      select c.user_id, changed_kind, c.date, v.version
      from changed c join versions v using (user_id)
      order by c.user_id, c.date
      on conflict (user_id, kind, date) do update set version = excluded.version
    )
    select user_id, version from versions
  loop
    perform pg_notify('pomodoro_versions', raised.version || ' ' || raised.user_id);
  end loop;
end
$$;

create function pomodoro_after_insert() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform pomodoro_log_changes(tg_argv[0], array_agg(user_id), array_agg(date))
  from (select distinct user_id, date from new_rows) changed having count(*) > 0;
  return null;
end
$$;

create function pomodoro_after_delete() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform pomodoro_log_changes(tg_argv[0], array_agg(user_id), array_agg(date))
  from (select distinct user_id, date from old_rows) changed having count(*) > 0;
  return null;
end
$$;

create function pomodoro_after_update() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform pomodoro_log_changes(tg_argv[0], array_agg(user_id), array_agg(date))
  from (select user_id, date from old_rows union select user_id, date from new_rows) changed
  having count(*) > 0;
  return null;
end
$$;

-- Before, because afterwards nobody knows whose rows they were.
create function pomodoro_before_truncate() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  user_ids text[];
  dates date[];
begin
  execute format('select array_agg(user_id), array_agg(date) from (select distinct user_id, date from %s) r', tg_relid::regclass)
    into user_ids, dates;
  if user_ids is not null then
    perform pomodoro_log_changes(tg_argv[0], user_ids, dates);
  end if;
  return null;
end
$$;

create trigger pomodoro_after_insert after insert on sessions
  referencing new table as new_rows
  for each statement execute function pomodoro_after_insert('session');
create trigger pomodoro_after_update after update on sessions
  referencing old table as old_rows new table as new_rows
  for each statement execute function pomodoro_after_update('session');
create trigger pomodoro_after_delete after delete on sessions
  referencing old table as old_rows
  for each statement execute function pomodoro_after_delete('session');
create trigger pomodoro_before_truncate before truncate on sessions
  for each statement execute function pomodoro_before_truncate('session');

create trigger pomodoro_after_insert after insert on wellness_checkins
  referencing new table as new_rows
  for each statement execute function pomodoro_after_insert('wellness');
create trigger pomodoro_after_update after update on wellness_checkins
  referencing old table as old_rows new table as new_rows
  for each statement execute function pomodoro_after_update('wellness');
create trigger pomodoro_after_delete after delete on wellness_checkins
  referencing old table as old_rows
  for each statement execute function pomodoro_after_delete('wellness');
create trigger pomodoro_before_truncate before truncate on wellness_checkins
  for each statement execute function pomodoro_before_truncate('wellness');
