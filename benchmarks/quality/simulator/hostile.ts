import type { RandomStream } from "../../../src/demo/random-stream.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { type EpochDay, MS_PER_DAY } from "../../../src/time/calendar.ts";

const NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "",
  " ",
  "0",
  "null",
  "x".repeat(100),
  "Žluťoučký kůň",
  "🐎🐎🐎",
  "a\u0000b",
  "\ud800",
  '"},{"',
] as const;

/**
 * Values a database can hold although no page of ours writes them: names that are properties of objects, two
 * hundred sessions in one minute, sessions of a second and of a day, ratings of 0, 100 and 33.33, years of silence.
 */
export function hostileSessions(
  stream: RandomStream,
  days: number,
  startDay: EpochDay,
): LearnedSession[] {
  const sessions: LearnedSession[] = [];
  for (let index = 0; index < days; index += 1) {
    if (stream.chance(0.3)) continue;
    // Now and then a history ends with years of silence and one more day.
    const jump = index === days - 1 && stream.chance(0.3) ? 4000 : 0;
    const day = startDay + index + jump;
    const count = stream.chance(0.02) ? 200 : Math.floor(stream.uniform() * 9);
    for (let place = 0; place < count; place += 1) {
      sessions.push(hostileSession(stream, day, place, sessions.length));
    }
  }
  return sessions;
}

function hostileSession(
  stream: RandomStream,
  day: EpochDay,
  place: number,
  serial: number,
): LearnedSession {
  const startMinute = stream.chance(0.3) ? 0 : Math.min(1439.99, stream.uniform() * 1440);
  const durationMinutes = stream.pick([
    [1 / 60, 1],
    [1440, 1],
    [25, 3],
    [stream.uniform() * 300 + 0.01, 2],
  ]);
  const name = () => NAMES[Math.floor(stream.uniform() * NAMES.length)] ?? "";
  return {
    id: `${day}-${place}-${serial}`,
    startedAtMs: day * MS_PER_DAY + startMinute * 60_000,
    day,
    startMinute,
    knownMinute: startMinute + durationMinutes,
    startHour: Math.floor(startMinute / 60),
    durationMinutes,
    preset: stream.chance(0.5) ? name() : "deep_work",
    category: stream.chance(0.3) ? `category ${serial}` : name(),
    rating: stream.pick([
      [null, 3],
      [0, 1],
      [100, 1],
      [33.33, 1],
      [Math.round(stream.uniform() * 10_000) / 100, 3],
    ]),
    completed: stream.chance(0.5),
    wellness: stream.pick([
      [null, 2],
      [0, 1],
      [100, 1],
    ]),
  };
}
