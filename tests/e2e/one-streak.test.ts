import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { NewSession } from "../../src/domain/session.ts";
import { isoWeekday, parseDay } from "../../src/time/calendar.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { identifyByHeader } from "../support/identify-by-header.ts";
import { seededRandom } from "../support/random.ts";

const DAYS = 60;
const DAY_MS = 86_400_000;
/** Monday, 2 March 2026, which the test clock shows. */
const TODAY = parseDay("2026-03-02") ?? 0;

type DayKind = "completed" | "given_up" | "empty";

interface Person {
  readonly userId: string;
  readonly daysOff: readonly number[];
  readonly days: readonly DayKind[];
}

/** Long runs, now and then a day with nothing but a session that was given up, now and then a weekend off. */
function personOf(seed: number): Person {
  const { uniform } = seededRandom(seed);
  const daysOff = uniform() < 0.5 ? [6, 7] : [];
  const pauses = uniform() * 0.15;
  const days = Array.from({ length: DAYS }, (_, nth): DayKind => {
    const isOff = daysOff.includes(isoWeekday(TODAY - DAYS + 1 + nth));
    if (isOff && uniform() < 0.7) return "empty";
    const chance = uniform();
    if (chance < pauses) return "empty";
    return chance < 2 * pauses ? "given_up" : "completed";
  });
  return { userId: `person ${seed}`, daysOff, days };
}

/** Counted back from today, day by day. */
function streakOf({ days, daysOff }: Person): number {
  let streak = 0;
  for (let ago = 0; ago < DAYS; ago += 1) {
    if (days[DAYS - 1 - ago] === "completed") streak += 1;
    else if (ago > 0 && !daysOff.includes(isoWeekday(TODAY - ago))) break;
  }
  return streak;
}

function sessionsOf({ userId, days }: Person): NewSession[] {
  return days.flatMap((kind, nth) => {
    if (kind === "empty") return [];
    const startedAtMs = (TODAY - DAYS + 1 + nth) * DAY_MS + 7 * 3_600_000;
    return [newSession({ userId, startedAtMs, completed: kind === "completed" })];
  });
}

const PEOPLE = Array.from({ length: 24 }, (_, seed) => personOf(seed + 1));

describe("a streak", () => {
  let service: TestApp;

  before(async () => {
    service = await openTestApp({ identify: identifyByHeader("x-person") });
    const { sessions } = service.dependencies;
    for (const person of PEOPLE) {
      await sessions.insert(sessionsOf(person), service.clock.now());
      const payload = { days_off: person.daysOff };
      const headers = { "x-person": person.userId };
      await service.request({ method: "PATCH", url: "/api/settings", payload, headers });
    }
  });
  after(() => service.close());

  async function ask({ userId }: Person, url: string) {
    const answer = await service.request({ url, headers: { "x-person": userId } });
    assert.equal(answer.statusCode, 200, url);
    return answer.json();
  }

  test("is the same number in every answer, and counts days with a completed session", async () => {
    for (const person of PEOPLE) {
      const streak = streakOf(person);
      const { baseline_summary: summary } = await ask(person, "/api/detect-anomalies");
      assert.equal(summary?.current_streak, streak, person.userId);
      const review = await ask(person, "/api/ai/evening-review");
      assert.equal(review.streak_update.current, streak, person.userId);
      const briefing = JSON.stringify(await ask(person, "/api/ai/morning-briefing"));
      const said = /completed sessions on (\d+) days in a row/.exec(briefing)?.[1];
      if (streak >= 2) assert.equal(Number(said), streak, person.userId);
    }
    const streaks = new Set(PEOPLE.map(streakOf));
    assert.ok(streaks.size > 8, "people differ");
    assert.ok(
      PEOPLE.some((person) => streakOf(person) !== streakOf({ ...person, daysOff: [] })),
      "days off matter",
    );
  });
});
