/** A table that holds rows of people; its column `user_id` says whose. */
export interface PersonTable {
  readonly name: string;
  /** The order in which its rows are read: of one person no two are equal in these columns. */
  readonly order: readonly [string, ...string[]];
  /** Columns that no export contains. */
  readonly secret?: readonly string[];
}

/**
 * Every table that an erasure empties and an export reads. What the triggers write about other tables comes last, so that it
 * is deleted after them.
 */
export const PERSON_TABLES: readonly PersonTable[] = [
  { name: "sessions", order: ["id"] },
  { name: "wellness_checkins", order: ["date"] },
  { name: "user_settings", order: ["user_id"] },
  { name: "imports", order: ["id"] },
  { name: "import_mappings", order: ["fingerprint"] },
  { name: "idempotency_records", order: ["key"] },
  { name: "ai_answers", order: ["key"] },
  { name: "ai_calls", order: ["id"] },
  { name: "ai_budget", order: ["day", "scope"] },
  { name: "briefing_readers", order: ["user_id"] },
  { name: "note_embeddings", order: ["model", "session_id"] },
  { name: "profile_snapshots", order: ["signature", "through_day"] },
  { name: "profile_states", order: ["user_id"] },
  { name: "api_keys", order: ["id"], secret: ["sha256"] },
  { name: "user_changes", order: ["kind", "date"] },
];

/**
 * What still names a person after an erasure, so that no process serves what it remembers: an id and numbers, cleared away
 * after a month.
 */
export const TOMBSTONE_TABLES: readonly string[] = ["user_versions", "erasures"];
