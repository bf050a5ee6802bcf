import { Client } from "pg";

export interface LegacyOptions {
  /** With the column that the web app has where pgvector is installed. */
  readonly embeddings: boolean;
}

/**
 * Builds the database of the existing web app, as its own scripts leave it, with a few invented rows: what
 * our migrations must adopt. Plain SQL of its own, sharing nothing with our migrations.
 * @param url an empty PostgreSQL database
 */
export async function buildLegacyDatabase(url: string, options: LegacyOptions): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(legacySchema(options));
    await client.query(LEGACY_ROWS);
    if (options.embeddings) {
      await client.query(
        "update sessions set notes_embedding = '{0.1,0.2}' where notes is not null",
      );
    }
  } finally {
    await client.end();
  }
}

/** Tables in which the web app keeps `updated_at` by its trigger. */
const TOUCHED_TABLES = [
  "sessions",
  "daily_focus",
  "weekly_plans",
  "weekly_reviews",
  "achievements",
  "user_profile",
  "category_skills",
  "insights",
  "wellness_checkins",
];

function legacySchema({ embeddings }: LegacyOptions): string {
  return `
    -- Stand-ins for the extensions uuid-ossp and vector, which a test machine need not have.
    create function uuid_generate_v4() returns uuid language sql volatile as 'select gen_random_uuid()';
    ${embeddings ? "create domain vector as real[];" : ""}

    create function update_updated_at_column() returns trigger language plpgsql as $$
    begin
      new.updated_at = now();
      return new;
    end
    $$;

    create table sessions (
      id uuid primary key default uuid_generate_v4(),
      preset varchar(50) not null default 'deep_work',
      category varchar(100) not null default 'Other',
      task varchar(200),
      duration_minutes integer not null default 52,
      completed boolean not null default true,
      productivity_rating numeric(5, 2),
      notes text,
      ${embeddings ? "notes_embedding vector," : ""}
      date date not null default current_date,
      time time not null default current_time,
      hour smallint generated always as (extract(hour from time)::smallint) stored,
      day_of_week smallint generated always as (extract(dow from date)::smallint) stored,
      created_at timestamptz default now(),
      updated_at timestamptz default now()
    );
    create index idx_sessions_date on sessions (date desc);
    create index idx_sessions_date_completed on sessions (date desc, completed);
    create index idx_sessions_completed on sessions (completed);
    create index idx_sessions_category on sessions (category);
    create index idx_sessions_preset on sessions (preset);
    create index idx_sessions_hour on sessions (hour);
    create index idx_sessions_day_of_week on sessions (day_of_week);
    create index idx_sessions_created_at on sessions (created_at desc);
    create index idx_sessions_notes on sessions using gin (to_tsvector('simple', coalesce(notes, '')));

    create table wellness_checkins (
      id uuid primary key default uuid_generate_v4(),
      date date unique not null,
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
    create index idx_wellness_date on wellness_checkins (date desc);
    create index idx_wellness_overall on wellness_checkins (overall_wellness);

    create table ai_cache (
      id uuid primary key default uuid_generate_v4(),
      cache_key varchar(255) unique not null,
      cache_type varchar(100) not null,
      params_hash varchar(64),
      response jsonb not null,
      ttl_hours numeric(5, 2) not null default 4,
      expires_at timestamptz not null,
      invalidated boolean default false,
      created_at timestamptz default now()
    );
    create table user_profile (
      user_id varchar(50) primary key default 'default',
      xp integer default 0,
      total_xp_earned integer default 0,
      level integer default 1,
      title varchar(100),
      streak_freezes_available integer default 0,
      created_at timestamptz default now(),
      updated_at timestamptz default now()
    );
    create table category_skills (
      category varchar(100) primary key,
      xp integer default 0,
      level integer default 1,
      sessions_count integer default 0,
      updated_at timestamptz default now()
    );
    create table achievements (
      id uuid primary key default uuid_generate_v4(),
      achievement_id varchar(100) unique not null,
      progress integer default 0,
      unlocked boolean default false,
      unlocked_at timestamptz,
      created_at timestamptz default now(),
      updated_at timestamptz default now()
    );
    create table insights (
      id uuid primary key default uuid_generate_v4(),
      type varchar(100) unique,
      data jsonb,
      created_at timestamptz default now(),
      updated_at timestamptz default now()
    );
    create table predictions (
      id uuid primary key default uuid_generate_v4(),
      date date,
      data jsonb,
      created_at timestamptz default now()
    );
    create table weekly_reviews (
      id uuid primary key default uuid_generate_v4(),
      week_start date unique,
      week_number integer,
      year integer,
      stats jsonb,
      theme_breakdown jsonb,
      reflections jsonb,
      next_week_goals jsonb,
      ml_insights jsonb,
      created_at timestamptz default now(),
      updated_at timestamptz default now()
    );
    ${[
      "daily_focus",
      "weekly_plans",
      "daily_challenges",
      "weekly_quests",
      "xp_history",
      "system_state",
    ]
      .map(
        (table) => `create table ${table} (
        id uuid primary key default uuid_generate_v4(), data jsonb,
        created_at timestamptz default now(), updated_at timestamptz default now()
      );`,
      )
      .join("\n")}

    ${TOUCHED_TABLES.map(
      (table) => `create trigger update_${table}_updated_at before update on ${table}
        for each row execute function update_updated_at_column();`,
    ).join("\n")}

    create function normalize_rating(rating numeric) returns numeric language sql immutable as
      'select case when rating between 1 and 5 then rating * 20 else rating end';
    create view v_today_stats as
      select count(*) as total, sum(duration_minutes) as minutes from sessions where date = current_date;
  `;
}

const LEGACY_ROWS = `
  insert into sessions (id, preset, category, task, duration_minutes, completed, productivity_rating, notes,
    date, time, created_at)
  values
    ('00000000-0000-4000-8000-000000000001', 'deep_work', 'SOAP', '', 52, true, 85.00, 'a note',
      '2026-01-12', '09:52:13.123456', '2026-01-12 08:52:13.2+00'),
    ('00000000-0000-4000-8000-000000000002', 'learning', 'Learning', 'reading', 45, true, null, null,
      '2026-01-12', '23:59:59', '2026-01-12 22:59:59+00'),
    ('00000000-0000-4000-8000-000000000003', 'quick_tasks', 'Other', null, 25, false, 0, null,
      '2026-03-29', '02:30:00', null),
    ('00000000-0000-4000-8000-000000000004', 'flow_mode', 'Sociální sítě', 'x', 90, true, 5, 'ž',
      '2026-10-25', '02:30:00', now());
  insert into wellness_checkins (date, sleep_quality, stress_level, overall_wellness, notes)
  values ('2026-01-12', 70, 20.5, 75.2, 'slept');
  insert into ai_cache (cache_key, cache_type, response, expires_at)
  values ('learning:default', 'learning', '{}', now());
  insert into user_profile (user_id) values ('default');
  insert into category_skills (category, xp) values ('SOAP', 52);
  insert into achievements (achievement_id) values ('first_session');
  insert into insights (type, data) values ('weekly', '{}');
  insert into predictions (date, data) values ('2026-01-12', '{}');
  insert into weekly_reviews (week_start, week_number, year) values ('2026-01-12', 3, 2026);
`;
