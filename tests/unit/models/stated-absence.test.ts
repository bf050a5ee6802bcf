import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { anomalyDetector } from "../../../src/models/anomaly-detector/anomaly-detector.ts";
import { burnoutPredictor } from "../../../src/models/burnout-predictor/burnout-predictor.ts";
import { historyAggregates } from "../../../src/models/history-aggregates/history-aggregates.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import {
  advanceProfile,
  emptyProfile,
  learnIntoProfile,
  type Profile,
} from "../../../src/models/profile.ts";
import { recordedDays } from "../../../src/models/session-predictor/record.ts";
import { sessionPredictor } from "../../../src/models/session-predictor/session-predictor.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { isAbsent, NO_STATED_DAYS, type StatedDays } from "../../../src/time/stated-days.ts";
import { learnedSession } from "../../support/learned-session.ts";

/** A Monday. */
const FIRST_DAY = 4 + 7 * 2856;
const KNOWN_DAYS = 140;
const LEFT = FIRST_DAY + KNOWN_DAYS;

/** Sessions by weekday, Monday first, the same every week: much the same on working days, perhaps free weekends. */
const weeks = fc
  .tuple(
    fc.integer({ min: 4, max: 9 }),
    fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 7, maxLength: 7 }),
    fc.constantFrom(5, 6, 7),
  )
  .map(([usual, moved, workdays]) =>
    moved.map((by, weekday) => (weekday < workdays ? usual + by : 0)),
  );

function onDay(day: number, count: number): LearnedSession[] {
  return Array.from({ length: count }, (_, nth) =>
    learnedSession({ day, startMinute: 540 + nth * 40 }),
  );
}

interface Away {
  readonly days: number;
  readonly startsAfter: number;
  /** Sessions on each day of it. */
  readonly sessions: number;
}

/** Works every day as the week says, but for the absence. */
function history(week: readonly number[], until: number, away?: Away): LearnedSession[] {
  const sessions: LearnedSession[] = [];
  const from = LEFT + (away?.startsAfter ?? 0);
  for (let day = FIRST_DAY; day < until; day++) {
    const isAway = away !== undefined && day >= from && day < from + away.days;
    const usual = week[isoWeekday(day) - 1] ?? 0;
    sessions.push(...onDay(day, isAway ? away.sessions : usual));
  }
  return sessions;
}

function statedOf(away: Away): StatedDays {
  const from = LEFT + away.startsAfter;
  return { daysOff: new Set(), absences: [{ from, to: from + away.days - 1 }] };
}

function profileOf(
  sessions: readonly LearnedSession[],
  day: number,
  stated: StatedDays = NO_STATED_DAYS,
): Profile {
  const profile = emptyProfile();
  for (const session of sessions) learnIntoProfile(profile, session, stated);
  advanceProfile(profile, day, stated);
  return profile;
}

const MORNING = { minute: 0, wallHour: 0 };
const EVENING = { minute: 1439, wallHour: 23 };

function weekAhead(profile: Profile, day: number, stated: StatedDays = NO_STATED_DAYS): number[] {
  const query = { kind: "week", asked: { day, ...MORNING }, start: day, stated } as const;
  const { value } = sessionPredictor.predict(profile["session-predictor"], query);
  return value.kind === "week" ? value.days.map(({ mean }) => mean) : [];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** An absence, and how many days after it somebody asks. */
const absences = (days: number) =>
  fc.record({
    days: fc.constant(days),
    startsAfter: fc.integer({ min: 0, max: 6 }),
    sessions: fc.constantFrom(0, 0, 1),
    daysBack: fc.integer({ min: 0, max: 9 }),
  });

describe("a steady person's forecast after a stated absence", () => {
  for (const days of [3, 10, 30, 90]) {
    test(`of ${days} days is as if it had not been`, () => {
      fc.assert(
        fc.property(weeks, absences(days), (week, away) => {
          const day = LEFT + away.startsAfter + days + away.daysBack;
          const stated = statedOf(away);
          const usual = sum(weekAhead(profileOf(history(week, day), day), day));
          const profile = profileOf(history(week, day, away), day, stated);
          const ratio = sum(weekAhead(profile, day, stated)) / usual;
          assert.ok(Math.abs(ratio - 1) <= 0.03, `${ratio}`);
        }),
        { numRuns: 12 },
      );
    });

    test(`of ${days} days is far from that when nothing is stated`, () => {
      const week = [4, 4, 4, 4, 4, 0, 0];
      const away = { days, startsAfter: 0, sessions: 0 };
      const day = LEFT + days;
      const usual = sum(weekAhead(profileOf(history(week, day), day), day));
      const unstated = sum(weekAhead(profileOf(history(week, day, away), day), day));
      assert.ok(unstated < 0.9 * usual, `${unstated}, ${usual}`);
    });
  }
});

/** Works as days come. */
const irregular = fc.array(fc.constantFrom(0, 0, 1, 2, 3, 5, 8), { minLength: 9, maxLength: 60 });

describe("anybody's stated absence", () => {
  test("of whole weeks changes no forecast, whatever is done in it", () => {
    fc.assert(
      fc.property(
        irregular,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (counts, wholeWeeks, sessions) => {
          const from = FIRST_DAY + counts.length;
          const before = counts.flatMap((count, nth) => onDay(FIRST_DAY + nth, count));
          const to = from + 7 * wholeWeeks - 1;
          const stated = { daysOff: new Set<number>(), absences: [{ from, to }] };
          const during = onDay(from + 2, sessions);
          const away = profileOf([...before, ...during], to + 1, stated);
          assert.deepEqual(
            weekAhead(away, to + 1, stated),
            weekAhead(profileOf(before, from), from),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test("is closed day by day as in one leap, and leaves no more in the states than without", () => {
    fc.assert(
      fc.property(
        irregular,
        absences(45),
        fc.integer({ min: 0, max: 80 }),
        (counts, away, later) => {
          const sessions = counts.flatMap((count, nth) => onDay(FIRST_DAY + nth, count));
          const from = FIRST_DAY + counts.length + away.startsAfter;
          const stated = {
            daysOff: new Set([6]),
            absences: [
              { from, to: from + 9 },
              { from: from + 5, to: from + away.days },
            ],
          };
          const end = from + later;
          const leap = profileOf(sessions, end, stated);
          const daily = profileOf(sessions, FIRST_DAY + counts.length, stated);
          for (let day = FIRST_DAY + counts.length; day <= end; day += 1) {
            advanceProfile(daily, day, stated);
          }
          assert.deepEqual(daily, leap);
          const back = [...onDay(end, 2), ...onDay(end + 9, 1)];
          for (const session of back) {
            learnIntoProfile(daily, session, stated);
            learnIntoProfile(leap, session, stated);
          }
          assert.deepEqual(daily, leap);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("counts as no days, and is not scored", () => {
    const week = [4, 4, 4, 4, 4, 0, 0];
    const away = { days: 10, startsAfter: 1, sessions: 1 };
    const until = LEFT + 30;
    const stated = statedOf(away);
    const state = profileOf(history(week, until, away), until, stated)["session-predictor"];
    const usual = profileOf(history(week, until), until)["session-predictor"];
    assert.equal(state.usedDays, usual.usedDays - away.days);
    const scored = recordedDays(state, LEFT).map(({ day }) => day);
    const expected = Array.from({ length: 30 }, (_, next) => LEFT + next);
    assert.deepEqual(
      scored,
      expected.filter((day) => !isAbsent(stated, day)),
    );
  });

  test("is forecast on its last evening as on the morning after it", () => {
    const week = [4, 4, 4, 4, 4, 0, 0];
    const away = { days: 14, startsAfter: 0, sessions: 0 };
    const stated = statedOf(away);
    const day = LEFT + away.days;
    const sessions = history(week, day, away);
    const evening = sessionPredictor.predict(
      profileOf(sessions, day - 1, stated)["session-predictor"],
      { kind: "day", asked: { day: day - 1, ...EVENING }, day, stated },
    );
    assert.ok(evening.value.kind === "day");
    const [morning = 0] = weekAhead(profileOf(sessions, day, stated), day, stated);
    // The first minute of the day itself says a little.
    assert.ok(
      Math.abs(evening.value.mean / morning - 1) < 0.002,
      `${evening.value.mean}, ${morning}`,
    );
  });

  test("of ten thousand years costs what one of a day costs", () => {
    const forever = { from: LEFT, to: LEFT + 3_000_000 };
    const stated = { daysOff: new Set<number>(), absences: [forever] };
    const profile = profileOf(history([4, 4, 4, 4, 4, 0, 0], LEFT), LEFT, stated);
    for (const session of onDay(forever.to + 1, 1)) learnIntoProfile(profile, session, stated);
    assert.equal(profile["session-predictor"].openDay, forever.to + 1);
    assert.equal(profile["anomaly-detector"].endedStreak, null);
  });
});

/** What is said each evening, from the absence's first day to five weeks after it. */
function saidOf(week: readonly number[], away: Away, stated: StatedDays): Set<string> {
  const from = LEFT + away.startsAfter;
  const end = from + away.days + 35;
  const sessions = history(week, end, away);
  const profile = emptyProfile();
  const said = new Set<string>();
  let next = 0;
  for (let day = FIRST_DAY; day < end; day += 1) {
    for (let session = sessions[next]; session?.day === day; session = sessions[next]) {
      learnIntoProfile(profile, session, stated);
      next += 1;
    }
    if (day < from) continue;
    advanceProfile(profile, day, stated);
    const asked = { asked: { day, ...EVENING }, stated };
    const report = anomalyDetector.predict(profile["anomaly-detector"], asked).value;
    for (const { type } of [...report.anomalies, ...report.changes]) said.add(type);
    const load = burnoutPredictor.predict(profile["burnout-predictor"], asked).value;
    for (const { factor } of load.factors) said.add(factor);
    const month = { ...asked, days: 30 };
    const { sessionTrend } = historyAggregates.predict(profile["history-aggregates"], month).value;
    said.add(sessionTrend);
  }
  return said;
}

/** Days in a row are counted; what is silent otherwise is "stable" or has too little to say. */
const SILENT = ["continuous_days", "insufficient_data", "stable"];

describe("alarms, load and trends", () => {
  for (const days of [10, 30, 90]) {
    test(`are silent in a stated absence of ${days} days and after it`, () => {
      fc.assert(
        fc.property(weeks, absences(days), (week, away) => {
          const said = [...saidOf(week, away, statedOf(away))];
          assert.deepEqual(
            said.filter((each) => !SILENT.includes(each)),
            [],
          );
        }),
        { numRuns: 8 },
      );
    });
  }

  test("are not silent when it is not stated", () => {
    const week = [6, 6, 6, 6, 6, 0, 0];
    const said = saidOf(week, { days: 30, startsAfter: 0, sessions: 1 }, NO_STATED_DAYS);
    for (const each of ["level_shift", "overwork_spike", "overwork", "declining", "improving"]) {
      assert.ok(said.has(each), each);
    }
  });

  test("hold days off for no break of a streak", () => {
    const week = [3, 3, 3, 3, 3, 3, 3];
    const sessions = history(week, LEFT).concat(onDay(LEFT + 3, 3));
    const asked = { day: LEFT + 3, ...EVENING };
    const breaksOf = (stated: StatedDays) => {
      const state = profileOf(sessions, LEFT + 3, stated)["anomaly-detector"];
      const { anomalies } = anomalyDetector.predict(state, { asked, stated }).value;
      return [state.run, anomalies.filter(({ type }) => type === "streak_break").length];
    };
    assert.deepEqual(breaksOf(NO_STATED_DAYS), [1, 1]);
    // 140 days, of which the days off were worked too, and the day of return.
    assert.deepEqual(breaksOf({ daysOff: new Set([1, 2, 3]), absences: [] }), [141, 0]);
  });
});
