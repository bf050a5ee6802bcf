/** A table that holds rows of people, identified by its column `user_id`. */
export interface PersonTable {
  readonly name: string;
  /** Columns that order a person's rows. Together they are unique per person. */
  readonly order: readonly [string, ...string[]];
  /** Columns that are left out of every export. */
  readonly secret?: readonly string[];
}

/**
 * Every table that an erasure empties and an export reads. Tables that triggers write to come last, so that deleting
 * from the others does not fill them again.
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
 * Tables that still hold the user's id after an erasure, so that no process serves data it remembers. They contain an
 * id and numbers only, and are cleared after a month.
 */
export const TOMBSTONE_TABLES: readonly string[] = ["user_versions", "erasures"];
