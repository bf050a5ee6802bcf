-- What language models wrote, kept so that a restart costs no money. Disposable.
create table ai_answers (
  user_id text not null,
  key text not null,
  capability text not null,
  made_at_ms bigint not null,
  expires_at_ms bigint not null,
  -- JSON: the texts and who wrote them.
  answer text not null,
  primary key (user_id, key)
);

create index ai_answers_expiry on ai_answers (expires_at_ms);

-- The right to ask a model one question, among the processes on this database.
create table ai_leases (
  name text primary key not null,
  holder text not null,
  until_ms bigint not null
);

-- Spent and reserved money in millionths of a US dollar: a row per user and day, and one for all (scope 'all').
create table ai_budget (
  day integer not null,
  scope text not null check (scope in ('all', 'user')),
  user_id text not null,
  committed_microdollars bigint not null,
  primary key (day, scope, user_id)
);

-- One row per call to a provider: that something left, how much, and what it cost. No text.
create table ai_calls (
  id text primary key not null,
  at_ms bigint not null,
  day integer not null,
  user_id text not null,
  capability text not null,
  provider text not null,
  host text not null,
  model text not null,
  facts integer not null,
  notes integer not null,
  bytes integer not null,
  prompt_sha256 text not null,
  reserved_microdollars bigint not null,
  -- Null until the call has ended.
  outcome text,
  input_tokens integer,
  output_tokens integer,
  cost_microdollars bigint
);

create index ai_calls_user_day on ai_calls (user_id, day);

-- Vectors of notes, beside the model that made them. Disposable.
create table note_embeddings (
  user_id text not null,
  session_id text not null,
  model text not null,
  dimensions integer not null,
  -- Of the embedded text: a changed note is embedded anew.
  text_sha256 text not null,
  vector bytea not null,
  embedded_at_ms bigint not null,
  primary key (user_id, model, session_id)
);
