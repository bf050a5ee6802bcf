/** The session that a person is working on now. */
export interface CurrentSession {
  /** The stored session gets the same id when the current session ends. */
  readonly id: string;
  readonly startedAtMs: number;
  /** Planned length; null is open-ended. */
  readonly plannedMinutes: number | null;
  readonly preset: string;
  readonly category: string;
  readonly task: string | null;
}
