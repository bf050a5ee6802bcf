-- Folded model states: disposable, rebuilt from sessions.
create table profile_snapshots (
  user_id text not null,
  signature text not null,
  through_day integer not null,
  version integer not null,
  sessions integer not null,
  state blob not null,
  primary key (user_id, signature, through_day)
);

-- Answers to writes that may be retried.
create table idempotency_records (
  user_id text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  created_at_ms integer not null,
  primary key (user_id, key)
);

create index idempotency_records_created on idempotency_records (created_at_ms);
