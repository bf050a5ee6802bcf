import type { LearnedSession } from "../../src/models/model.ts";
import { learnedSession } from "../support/learned-session.ts";

/** Text that takes six bytes per character in JSON. */
function longName(length: number, number: number): string {
  return `${number}`.padStart(length, "\u0001");
}

/**
 * Sessions as nobody has them: 10,000 names of the greatest length, dozens at one instant, ratings at both ends,
 * durations of a second and of a day, years of nothing in between.
 */
export function* hostileSessions(count = 10_000): Generator<LearnedSession> {
  let day = 15_000;
  for (let number = 0; number < count; number += 1) {
    // Forty per day at one minute; now and then a gap longer than anything a model remembers.
    if (number % 40 === 39) day += number % 1000 === 999 ? 4000 : 1;
    yield learnedSession({
      id: String(number).padStart(12, "0"),
      day,
      startMinute: (Math.floor(number / 40) * 37) % 1440,
      durationMinutes: number % 2 === 0 ? 1440 : 1 / 60,
      preset: longName(50, number),
      category: longName(100, number),
      rating: number % 3 === 0 ? null : number % 2 === 0 ? 0 : 100,
      completed: number % 5 !== 0,
    });
  }
}
