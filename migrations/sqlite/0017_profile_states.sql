-- What was learned from each person's sessions, as it stood at an instant: disposable, read when the person comes back. A
-- session that ends at known_until_ms is stored and not learned yet; null when there is none.
create table profile_states (
  user_id text primary key not null,
  signature text not null,
  version integer not null,
  through_day integer not null,
  sessions integer not null,
  known_from_ms integer not null,
  known_until_ms integer,
  state blob not null
);
