-- Who reads the morning briefing, and when the next one is to be written ahead; see docs/language-models.md. Disposable.
create table briefing_readers (
  user_id text primary key not null check (length(user_id) <= 200),
  -- Language and day (since 1970-01-01, as the person counts days) of the last read.
  locale text not null,
  last_day integer not null,
  -- Which of the seven days up to that one had a read, as bits: the lowest is that day.
  read_days integer not null,
  -- Null while none is to be written.
  due_at_ms integer
) without rowid;

create index briefing_readers_due on briefing_readers (due_at_ms) where due_at_ms is not null;
