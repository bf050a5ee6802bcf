-- The tables of the web app, created where they are missing and extended where they exist.
-- Everything here is additive and free of rewrites: a column with a constant default is a change of
-- the catalogue only, and each statement gives way when it cannot have its lock within a second.

create table if not exists sessions (
  id uuid primary key default gen_random_uuid(),
  preset varchar(50) not null default 'deep_work',
  category varchar(100) not null default 'Other',
  task varchar(200),
  duration_minutes integer not null default 52,
  completed boolean not null default true,
  productivity_rating numeric(5, 2),
  notes text,
  date date not null default current_date,
  time time not null default current_time,
  -- The web app's own reports read these two; this service never does.
  hour smallint generated always as (extract(hour from time)::smallint) stored,
  day_of_week smallint generated always as (extract(dow from date)::smallint) stored,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

alter table sessions
  add column if not exists user_id text not null default 'default',
  add column if not exists utc_offset_seconds integer,
  add column if not exists duration_seconds integer;

comment on column sessions.utc_offset_seconds is
  'Offset from UTC of the wall clock in date and time; null in rows of the web app.';
comment on column sessions.duration_seconds is
  'Exact length; used only while it rounds to duration_minutes, which the web app owns.';

create table if not exists wellness_checkins (
  id uuid primary key default gen_random_uuid(),
  date date not null,
  sleep_quality numeric(5, 2),
  energy_level numeric(5, 2),
  mood numeric(5, 2),
  stress_level numeric(5, 2),
  motivation numeric(5, 2),
  focus_ability numeric(5, 2),
  overall_wellness numeric(5, 2),
  notes text,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

alter table wellness_checkins
  add column if not exists user_id text not null default 'default';

-- The web app's database keeps updated_at by a trigger of its own; elsewhere ours does, and leaves a
-- value that the statement itself has set.
create function pomodoro_touch_updated_at() returns trigger language plpgsql as $$
begin
  if new.updated_at is not distinct from old.updated_at then
    new.updated_at := now();
  end if;
  return new;
end
$$;

do $$
begin
  if not exists (
    select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = 'sessions'::regclass and p.proname = 'update_updated_at_column'
  ) then
    create trigger pomodoro_touch_updated_at before update on sessions
      for each row execute function pomodoro_touch_updated_at();
  end if;
  if not exists (
    select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = 'wellness_checkins'::regclass and p.proname = 'update_updated_at_column'
  ) then
    create trigger pomodoro_touch_updated_at before update on wellness_checkins
      for each row execute function pomodoro_touch_updated_at();
  end if;
end
$$;
