import { generateDemo } from "../../../src/demo/generate-demo.ts";
import type { NewSession } from "../../../src/domain/session.ts";
import { openZone } from "../../../src/time/zone.ts";

export const PEOPLE = 60;
export const NOW_MS = Date.parse("2026-03-02T12:00:00+01:00");
export const ZONE = "Europe/Prague";

const DAY_MS = 86_400_000;
/** How much of their year is known: from nobody's first day to a whole one. */
const KNOWN_DAYS = [0, 1, 3, 10, 30, 90, 180, 365] as const;

/** One of sixty invented people; equal numbers are equal people. */
export function inventPerson(number: number): { userId: string; sessions: NewSession[] } {
  const userId = `person-${number}`;
  const zone = openZone(ZONE);
  const { sessions } = generateDemo({ seed: 100 + number, userId, nowMs: NOW_MS, zone });
  const known = KNOWN_DAYS[number % KNOWN_DAYS.length] ?? 0;
  // One in five pauses for ten days, one in four rates nothing.
  const untilMs = NOW_MS - (number % 5 === 4 ? 10 : 0) * DAY_MS;
  return {
    userId,
    sessions: sessions
      .filter(({ startedAtMs }) => startedAtMs >= untilMs - known * DAY_MS && startedAtMs < untilMs)
      .map((session) => (number % 4 === 3 ? { ...session, rating: null } : session)),
  };
}
