-- Keys of programs that speak for a person. The key itself is stored nowhere.
create table api_keys (
  id text primary key not null,
  -- The readable beginning of the key, by which it is found.
  prefix text not null unique,
  -- Of the whole key, hexadecimal.
  sha256 text not null,
  user_id text not null,
  name text not null,
  -- Separated by commas.
  scopes text not null,
  created_at_ms integer not null,
  -- Null: until it is revoked.
  expires_at_ms integer,
  last_used_at_ms integer
) without rowid;

create index api_keys_user on api_keys (user_id, id);

-- What was verified is remembered together with the version of its user. Whatever takes a key away raises that version, in
-- the transaction that does it, and so reaches every process. See docs/decisions/0020-identity.md.
create trigger api_keys_changed after update of id, prefix, sha256, user_id, scopes, expires_at_ms on api_keys
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;

create trigger api_keys_deleted after delete on api_keys
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(round((julianday('now') - 2440587.5) * 86400000) as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;
