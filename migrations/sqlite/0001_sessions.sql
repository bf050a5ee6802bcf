-- The same two tables as the web app has on PostgreSQL. Dates are text YYYY-MM-DD, times HH:MM:SS with
-- optional milliseconds, booleans 0 and 1, instants UTC in ISO 8601.

create table sessions (
  id text primary key not null default (
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
      || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
  ),
  user_id text not null default 'default' check (length(user_id) <= 200),
  preset text not null default 'deep_work' check (length(preset) <= 50),
  category text not null default 'Other' check (length(category) <= 100),
  task text check (length(task) <= 200),
  duration_minutes integer not null default 52,
  duration_seconds integer,
  completed integer not null default 1 check (completed in (0, 1)),
  productivity_rating real,
  notes text,
  date text not null default (date('now', 'localtime')) check (date is date(date)),
  time text not null default (time('now', 'localtime')) check (time(time) is not null),
  utc_offset_seconds integer,
  hour integer generated always as (cast(substr(time, 1, 2) as integer)) virtual,
  day_of_week integer generated always as (cast(strftime('%w', date) as integer)) virtual,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

create index sessions_user_order on sessions (user_id, date, time, id);

create table wellness_checkins (
  id text primary key not null default (
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
      || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
  ),
  user_id text not null default 'default' check (length(user_id) <= 200),
  date text not null check (date is date(date)),
  sleep_quality real,
  energy_level real,
  mood real,
  stress_level real,
  motivation real,
  focus_ability real,
  overall_wellness real,
  notes text,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

create unique index wellness_checkins_user_date on wellness_checkins (user_id, date);

-- A statement that sets updated_at itself keeps its value.
create trigger sessions_touch_updated_at after update on sessions
when new.updated_at is old.updated_at
begin
  update sessions set updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where id = new.id;
end;

create trigger wellness_checkins_touch_updated_at after update on wellness_checkins
when new.updated_at is old.updated_at
begin
  update wellness_checkins set updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where id = new.id;
end;
