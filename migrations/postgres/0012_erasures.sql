-- Who was erased lately, by which every process learns whom to forget. Cleared away after a month; see docs/personal-data.md.
create table erasures (
  id bigint generated always as identity primary key,
  user_id text not null check (length(user_id) <= 200),
  -- The version that the erasure gave the person's data.
  version bigint not null,
  erased_at_ms bigint not null
);
