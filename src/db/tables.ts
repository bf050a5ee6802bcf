import type { Generated } from "kysely";

/**
 * The tables of the query builder. `sessions` and `wellness_checkins` belong to the web app and contain types that the two
 * drivers return differently (dates, booleans, decimals). They are read and written only through the casts of
 * `src/repositories`.
 */
export interface Tables {
  user_versions: { user_id: string; version: number };
  erasures: { id: Generated<number>; user_id: string; version: number; erased_at_ms: number };
  user_changes: { user_id: string; kind: string; date: string; version: number };
  profile_snapshots: {
    user_id: string;
    signature: string;
    through_day: number;
    version: number;
    sessions: number;
    state: Uint8Array;
  };
  profile_states: {
    user_id: string;
    signature: string;
    version: number;
    through_day: number;
    sessions: number;
    known_from_ms: number;
    known_until_ms: number | null;
    state: Uint8Array;
  };
  idempotency_records: {
    user_id: string;
    key: string;
    fingerprint: string;
    status: number | null;
    body: string | null;
    created_at_ms: number;
  };
  /** `categories`: JSON array of names. Null means the configured default. */
  user_settings: {
    user_id: string;
    categories: Generated<string>;
    timezone: string | null;
    day_start_hour: number | null;
    language: string | null;
    working_hours: string | null;
    days_off: string | null;
    absences: string | null;
    presets: string | null;
    category_colours: string | null;
    /** JSON object. */
    current_session: string | null;
  };
  ai_answers: {
    user_id: string;
    key: string;
    capability: string;
    made_at_ms: number;
    expires_at_ms: number;
    answer: string;
  };
  ai_leases: { name: string; holder: string; until_ms: number };
  ai_budget: { day: number; scope: string; user_id: string; committed_microdollars: number };
  ai_calls: {
    id: string;
    at_ms: number;
    day: number;
    user_id: string;
    capability: string;
    provider: string;
    host: string;
    model: string;
    facts: number;
    notes: number;
    bytes: number;
    prompt_sha256: string;
    reserved_microdollars: number;
    outcome: string | null;
    input_tokens: number | null;
    output_tokens: number | null;
    cost_microdollars: number | null;
  };
  note_embeddings: {
    user_id: string;
    session_id: string;
    model: string;
    dimensions: number;
    text_sha256: string;
    vector: Uint8Array;
    embedded_at_ms: number;
  };
  /** `scopes`: separated by commas. */
  api_keys: {
    id: string;
    prefix: string;
    sha256: string;
    user_id: string;
    name: string;
    scopes: string;
    created_at_ms: number;
    expires_at_ms: number | null;
    last_used_at_ms: number | null;
  };
  briefing_readers: {
    user_id: string;
    locale: string;
    last_day: number;
    read_days: number;
    due_at_ms: number | null;
  };
  /** `columns`: JSON object. */
  import_mappings: {
    user_id: string;
    fingerprint: string;
    columns: string;
    saved_at_ms: number;
  };
  imports: {
    id: string;
    user_id: string;
    started_at_ms: number;
    finished_at_ms: Generated<number | null>;
    format: string;
    file_name: string | null;
    row_count: Generated<number>;
    unchanged: Generated<number>;
    conflicts: Generated<number>;
    rejected: Generated<number>;
    imported: number;
    removed: Generated<number>;
    kept: Generated<number>;
    checkins_imported: Generated<number>;
    checkins_removed: Generated<number>;
    checkins_kept: Generated<number>;
    undone_at_ms: Generated<number | null>;
  };
  pomodoro_migrations: {
    name: string;
    checksum: string;
    applied_at: Generated<string>;
  };
}
