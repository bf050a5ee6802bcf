import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { historyAggregates } from "../../../src/models/history-aggregates/history-aggregates.ts";
import { streaksOf } from "../../../src/models/history-aggregates/streaks.ts";
import { emptyProfile, learnIntoProfile } from "../../../src/models/profile.ts";
import { isFree } from "../../../src/time/stated-days.ts";
import { learnedSession } from "../../support/learned-session.ts";

const FIRST = 20_000;

/** A history of one session on each of the days that say so. */
function historyOf(worked: readonly boolean[]) {
  const state = historyAggregates.empty();
  worked.forEach((isWorked, day) => {
    if (isWorked) historyAggregates.learnInto(state, learnedSession({ day: FIRST + day }));
  });
  historyAggregates.advance(state, FIRST + worked.length - 1);
  return state;
}

const days = fc.array(fc.record({ worked: fc.boolean(), free: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

describe("streaks", () => {
  test("are those of the same days with the empty free ones left out", () => {
    fc.assert(
      fc.property(days, (history) => {
        const today = FIRST + history.length - 1;
        const free = new Set(history.flatMap((day, at) => (day.free ? [FIRST + at] : [])));
        const state = historyOf(history.map(({ worked }) => worked));
        const streaks = streaksOf(state, today, (day) => free.has(day));
        const kept = history.filter(({ worked, free: isFree }, at) => {
          // Today may still be empty anyway.
          return worked || !isFree || at === history.length - 1;
        });
        const lastKept = FIRST + kept.length - 1;
        assert.deepEqual(streaks, streaksOf(historyOf(kept.map(({ worked }) => worked)), lastKept));
      }),
    );
  });

  test("are the runs whose end the anomaly detector tells of", () => {
    const kinds = fc.constantFrom("completed", "completed", "given up", "empty" as const);
    fc.assert(
      fc.property(
        fc.array(kinds, { minLength: 1, maxLength: 60 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 60 }),
        (history, daysOff, awayAt) => {
          const away = { from: FIRST + awayAt, to: FIRST + awayAt + 5 };
          const stated = { daysOff: new Set(daysOff), absences: [away] };
          const profile = emptyProfile();
          history.forEach((kind, at) => {
            const session = learnedSession({ day: FIRST + at, completed: kind === "completed" });
            if (kind !== "empty") learnIntoProfile(profile, session, stated);
          });
          const { run, lastRunDay } = profile["anomaly-detector"];
          const state = profile["history-aggregates"];
          const isFreeDay = (day: number) => isFree(stated, day);
          if (history.includes("completed")) {
            assert.equal(run, streaksOf(state, lastRunDay, isFreeDay).current);
          } else {
            assert.equal(run, 0);
          }
        },
      ),
    );
  });

  test("are never shorter for a day off", () => {
    fc.assert(
      fc.property(days, (history) => {
        const today = FIRST + history.length - 1;
        const state = historyOf(history.map(({ worked }) => worked));
        const plain = streaksOf(state, today);
        const excused = streaksOf(state, today, (day) => history[day - FIRST]?.free === true);
        assert.ok(excused.current >= plain.current && excused.longest >= plain.longest);
      }),
    );
  });
});
