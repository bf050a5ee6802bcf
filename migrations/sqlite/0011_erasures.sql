-- Who was erased lately, by which every process learns whom to forget. Cleared away after a month; see docs/personal-data.md.
create table erasures (
  id integer primary key autoincrement,
  user_id text not null check (length(user_id) <= 200),
  -- The version that the erasure gave the person's data.
  version integer not null,
  erased_at_ms integer not null
);
