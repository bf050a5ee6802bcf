import { PRESETS } from "../../src/domain/session.ts";
import type { LearnedSession } from "../../src/models/model.ts";
import { isoWeekday } from "../../src/time/calendar.ts";

const FIRST_DAY = 17_000;
export const DAYS = 3652;
/** The day after the history. */
export const LAST_DAY = FIRST_DAY + DAYS;

/** mulberry32: the benchmark must not depend on luck. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seeded history of ten years of a busy person, in order. */
export function tenYears(): LearnedSession[] {
  const random = seeded(1);
  const sessions: LearnedSession[] = [];
  for (let day = FIRST_DAY; day < LAST_DAY; day += 1) {
    if (random() < (isoWeekday(day) > 5 ? 0.6 : 0.1)) continue;
    let startMinute = 420 + Math.floor(random() * 180);
    while (startMinute < 1320 && random() > 0.08) {
      const durationMinutes = 25 + Math.floor(random() * 65);
      sessions.push({
        id: String(sessions.length),
        startedAtMs: day * 86_400_000 + startMinute * 60_000,
        day,
        startMinute,
        knownMinute: startMinute + durationMinutes,
        startHour: Math.floor(startMinute / 60),
        durationMinutes,
        preset: PRESETS[Math.floor(random() * PRESETS.length)] ?? "deep_work",
        category: `Category ${Math.floor(random() * random() * 20)}`,
        rating: random() < 0.2 ? null : Math.round(random() * 10_000) / 100,
        completed: random() < 0.9,
      });
      startMinute += durationMinutes + 5 + Math.floor(random() * 60);
    }
  }
  return sessions;
}
