-- Keys of programs that speak for a person. The key itself is stored nowhere.
create table api_keys (
  id text primary key,
  -- The readable beginning of the key, by which it is found.
  prefix text not null unique,
  -- Of the whole key, hexadecimal.
  sha256 text not null,
  user_id text not null check (length(user_id) <= 200),
  name text not null,
  -- Separated by commas.
  scopes text not null,
  created_at_ms bigint not null,
  -- Null: until it is revoked.
  expires_at_ms bigint,
  last_used_at_ms bigint
);

create index api_keys_user on api_keys (user_id, id);

-- What was verified is remembered together with the version of its user. Whatever takes a key away raises that version, in
-- the transaction that does it, and so reaches every process. See docs/decisions/0020-identity.md.
create function pomodoro_key_changed() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  raised bigint;
begin
  insert into user_versions as v (user_id, version)
    values (old.user_id, floor(extract(epoch from clock_timestamp()) * 1000)::bigint)
    on conflict (user_id) do update set version = greatest(v.version + 1, excluded.version)
    returning v.version into raised;
  perform pg_notify('pomodoro_versions', raised || ' ' || old.user_id);
  return null;
end
$$;

create trigger api_keys_changed after update of id, prefix, sha256, user_id, scopes, expires_at_ms on api_keys
  for each row execute function pomodoro_key_changed();
create trigger api_keys_deleted after delete on api_keys
  for each row execute function pomodoro_key_changed();
