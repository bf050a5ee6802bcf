/** The session that a person is working on. */
export interface CurrentSession {
  /** That of the session which it becomes. */
  readonly id: string;
  readonly startedAtMs: number;
  /** How long it is meant to be; null is as long as it takes. */
  readonly plannedMinutes: number | null;
  readonly preset: string;
  readonly category: string;
  readonly task: string | null;
}
