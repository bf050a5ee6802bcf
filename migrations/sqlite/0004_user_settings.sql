-- What a person has chosen; like their sessions it is part of what answers are made from, so a change
-- raises the user's version. No date changes with it, so nothing is learned again.
create table user_settings (
  user_id text primary key not null check (length(user_id) <= 200),
  -- JSON array of names; empty while none were chosen.
  categories text not null default '[]'
) without rowid;

create trigger user_settings_log_insert after insert on user_settings
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;

create trigger user_settings_log_update after update on user_settings
begin
  insert into user_versions (user_id, version)
    values (new.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;

create trigger user_settings_log_delete after delete on user_settings
begin
  insert into user_versions (user_id, version)
    values (old.user_id, cast(unixepoch('subsec') * 1000 as integer))
    on conflict (user_id) do update set version = max(version + 1, excluded.version);
end;
