-- What a person has chosen; like their sessions it is part of what answers are made from, so a change
-- raises the user's version. No date changes with it, so nothing is learned again.
create table user_settings (
  user_id text primary key check (length(user_id) <= 200),
  -- JSON array of names; empty while none were chosen.
  categories text not null default '[]'
);

-- Runs with its owner's rights, like the triggers of sessions.
create function pomodoro_settings_changed() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  changed text := case tg_op when 'DELETE' then old.user_id else new.user_id end;
  raised bigint;
begin
  insert into user_versions as v (user_id, version)
    values (changed, floor(extract(epoch from clock_timestamp()) * 1000)::bigint)
    on conflict (user_id) do update set version = greatest(v.version + 1, excluded.version)
    returning v.version into raised;
  perform pg_notify('pomodoro_versions', raised || ' ' || changed);
  return null;
end
$$;

create trigger pomodoro_settings_changed after insert or update or delete on user_settings
  for each row execute function pomodoro_settings_changed();
