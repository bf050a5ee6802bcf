import { epochMs, numberOf } from "./members.ts";
import type { SqliteFormat } from "./sqlite-format.ts";

/**
 * Pomotroid: rounds with start and end in seconds since 1970. An abandoned round lasts until its end. A paused round
 * lasts at most its planned time.
 */
export const pomotroid: SqliteFormat = {
  name: "pomotroid",
  table: "sessions",
  columns: ["started_at", "ended_at", "round_type", "duration_secs", "completed"],
  read({ started_at, ended_at, round_type, duration_secs, completed }) {
    if (round_type === "short-break" || round_type === "long-break") return { fault: "break" };
    if (round_type !== "work") return { fault: "wrong_shape" };
    if (ended_at === null) return { fault: "running" };
    const [start, end] = [epochMs(started_at), epochMs(ended_at)];
    if (start === undefined || end === undefined) return { fault: "wrong_shape" };
    const set = numberOf(duration_secs) ?? 0;
    const elapsed = (end - start) / 1000;
    const seconds = set > 0 ? Math.min(set, elapsed) : elapsed;
    if (seconds === 0) return { fault: "zero_length" };
    const session = {
      start: new Date(start).toISOString(),
      duration_minutes: seconds / 60,
      completed: completed !== 0,
    };
    return { sessions: [session] };
  },
};
