import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PERSON_KINDS } from "../../../benchmarks/quality/simulator/kinds.ts";
import { simulatePerson } from "../../../benchmarks/quality/simulator/simulate-person.ts";
import { MS_PER_DAY } from "../../../src/time/calendar.ts";

const DAYS = 200;

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function nightShare(kind: (typeof PERSON_KINDS)[number]): number {
  const { sessions } = simulatePerson({ kind, seed: 5, days: DAYS });
  return meanOf(sessions.map(({ startHour }) => (startHour >= 21 || startHour < 6 ? 1 : 0)));
}

describe("simulated people", () => {
  for (const kind of PERSON_KINDS) {
    test(`${kind}: the same request gives the same life, in the order in which it is learned`, () => {
      const person = simulatePerson({ kind, seed: 3, days: DAYS });
      assert.deepEqual(simulatePerson({ kind, seed: 3, days: DAYS }), person);
      assert.notDeepEqual(simulatePerson({ kind, seed: 4, days: DAYS }).sessions, person.sessions);
      let before = { startedAtMs: Number.NEGATIVE_INFINITY, id: "" };
      for (const session of person.sessions) {
        const isLater =
          session.startedAtMs > before.startedAtMs ||
          (session.startedAtMs === before.startedAtMs && session.id > before.id);
        assert.ok(isLater, `${before.id} before ${session.id}`);
        before = session;
        assert.ok(session.startMinute >= 0 && session.startMinute < 1440);
        assert.equal(session.startHour, Math.floor(session.startMinute / 60));
        assert.ok(session.durationMinutes > 0);
        assert.ok(Math.floor(session.startedAtMs / MS_PER_DAY) === session.day);
        if (session.rating !== null) assert.ok(session.rating >= 0 && session.rating <= 100);
      }
      if (kind === "hostile") return;
      assert.equal(person.truth.sessions.length, person.sessions.length);
      assert.equal(person.truth.days.length, DAYS);
    });
  }

  test("ratings scatter around what is expected of them", () => {
    const { sessions, truth } = simulatePerson({ kind: "stationary", seed: 8, days: 1500 });
    const errors = sessions.flatMap(({ rating }, index) =>
      rating === null ? [] : [rating - (truth.sessions[index]?.expectedRating ?? 0)],
    );
    assert.ok(errors.length > 1000);
    assert.ok(Math.abs(meanOf(errors)) < 1.5, `${meanOf(errors)}`);
  });

  test("other luck is the same person: counts average to what is expected of each day", () => {
    const lives = Array.from({ length: 40 }, (_, luck) =>
      simulatePerson({ kind: "burnout_onset", seed: 2, days: DAYS, luck }),
    );
    const expected = lives[0]?.truth.days.reduce((sum, day) => sum + day.expectedSessions, 0) ?? 0;
    const drawn = meanOf(lives.map(({ sessions }) => sessions.length));
    assert.ok(Math.abs(drawn / expected - 1) < 0.06, `${drawn} of ${expected}`);
    for (const life of lives) assert.deepEqual(life.truth.onset, lives[0]?.truth.onset);
  });

  test("strain raises load and lowers ratings from its onset on", () => {
    const { sessions, truth } = simulatePerson({ kind: "burnout_onset", seed: 2, days: 365 });
    const { onset, startDay } = truth;
    assert.ok(onset !== null && onset.from > startDay && onset.to > onset.from);
    const before = sessions.filter(({ day }) => day < onset.from);
    const after = sessions.filter(({ day }) => day > onset.to);
    const rating = (some: typeof sessions) => meanOf(some.flatMap(({ rating: r }) => r ?? []));
    assert.ok(rating(after) < rating(before) - 8);
    const perDay = before.length / (onset.from - startDay);
    assert.ok(after.length / (startDay + 365 - onset.to) > 1.2 * perDay);
  });

  test("the kinds are what their names say", () => {
    assert.ok(nightShare("night_owl") > 0.4);
    assert.ok(nightShare("stationary") < 0.2);
    const sparse = simulatePerson({ kind: "sparse", seed: 1, days: DAYS });
    assert.ok(sparse.sessions.length < DAYS);
    const away = simulatePerson({ kind: "holidays", seed: 1, days: 365 });
    assert.ok(away.truth.absences.length >= 2);
    for (const { from, to } of away.truth.absences) {
      // The first hours of an absence can still hold what was begun on the evening before.
      const within = away.sessions.filter(({ day }) => day > from && day <= to);
      assert.deepEqual(within, []);
    }
    assert.ok(simulatePerson({ kind: "traveller", seed: 1, days: 365 }).truth.trips.length > 2);
  });

  test("an injected change begins on its day", () => {
    const startDay = 19_723;
    const calm = { kind: "stationary", seed: 6, days: 100, startDay } as const;
    const fromDay = startDay + 60;
    const changed = simulatePerson({
      ...calm,
      disturbance: { type: "absence", size: 0, fromDay, days: 10 },
    });
    const before = (some: typeof changed) => some.sessions.filter(({ day }) => day < fromDay);
    assert.deepEqual(before(changed), before(simulatePerson(calm)));
    const during = changed.sessions.filter(({ day }) => day > fromDay && day < fromDay + 10);
    assert.deepEqual(during, []);
    assert.ok(changed.sessions.some(({ day }) => day >= fromDay + 10));
  });
});
