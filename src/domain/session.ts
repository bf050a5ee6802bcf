/**
 * A focus session as the service stores it. The stored truth comes from the web app: the local date and time at which
 * the session *ended*, and its length. Instants are derived from these and the stored offset.
 */
export interface Session {
  /** Lower-case UUID. */
  readonly id: string;
  readonly userId: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Greater than 0; endedAtMs − startedAtMs = durationSeconds · 1000. */
  readonly durationSeconds: number;
  /** At most 50 characters. */
  readonly preset: string;
  /** At most 100 characters. */
  readonly category: string;
  /** At most 200 characters. */
  readonly task: string | null;
  /** 0–100 with at most two decimals; null is unrated, 0 is a rating. */
  readonly rating: number | null;
  readonly completed: boolean;
  readonly notes: string | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** Fields that a caller supplies to store a session; the others are derived. */
export type NewSession = Omit<Session, "endedAtMs" | "createdAtMs" | "updatedAtMs">;

/** Fields of a session that can be changed later. */
export type SessionChange = Partial<
  Pick<
    Session,
    | "startedAtMs"
    | "durationSeconds"
    | "preset"
    | "category"
    | "task"
    | "rating"
    | "completed"
    | "notes"
  >
>;

export const PRESETS = ["deep_work", "learning", "quick_tasks", "flow_mode"] as const;
export type Preset = (typeof PRESETS)[number];
export const DEFAULT_PRESET: Preset = "deep_work";
export const DEFAULT_CATEGORY = "Other";
