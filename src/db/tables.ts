import type { Generated } from "kysely";

/**
 * The tables as the query layer sees them. `sessions` and `wellness_checkins` are the web app's and hold
 * values that the two drivers hand over differently (dates, booleans, decimals), so they are read and
 * written through the casts of `src/repositories`, never through these bare types.
 */
export interface Tables {
  user_versions: { user_id: string; version: number };
  user_changes: { user_id: string; kind: string; date: string; version: number };
  profile_snapshots: {
    user_id: string;
    signature: string;
    through_day: number;
    version: number;
    sessions: number;
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
  /** `categories`: JSON array of names. */
  user_settings: { user_id: string; categories: string };
  pomodoro_migrations: {
    name: string;
    checksum: string;
    applied_at: Generated<string>;
  };
}
