import type { LearnedSession } from "../../src/models/model.ts";
import { MS_PER_DAY } from "../../src/time/calendar.ts";

const DEFAULT_DAY = 20_000;

/**
 * A session as the models learn it; what is not given is ordinary. `startMinute` follows from `startHour` (days that
 * begin at midnight) and the other way round, `knownMinute` and `startedAtMs` from both.
 */
export function learnedSession(given: Partial<LearnedSession> = {}): LearnedSession {
  const day = given.day ?? DEFAULT_DAY;
  const startMinute = given.startMinute ?? (given.startHour ?? 9) * 60;
  const durationMinutes = given.durationMinutes ?? 25;
  return {
    id: `${day}-${startMinute}`,
    startedAtMs: day * MS_PER_DAY + startMinute * 60_000,
    day,
    startMinute,
    knownMinute: startMinute + durationMinutes,
    startHour: Math.floor(startMinute / 60) % 24,
    durationMinutes,
    preset: "deep_work",
    category: "Coding",
    rating: 70,
    completed: true,
    ...given,
  };
}
