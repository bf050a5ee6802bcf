-- What was learned from each person's sessions, as it stood at an instant: disposable, read when the person comes back. A
-- session that ends at known_until_ms is stored and not learned yet; null when there is none.
create table profile_states (
  user_id text primary key,
  signature text not null,
  version bigint not null,
  through_day integer not null,
  sessions integer not null,
  known_from_ms bigint not null,
  known_until_ms bigint,
  state bytea not null
)
-- A state has about 4 KB of numbers: to compress it, or to look it up in another table, takes longer than to read it.
with (toast_tuple_target = 8160);
