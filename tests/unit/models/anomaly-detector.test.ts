import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { anomalyDetector } from "../../../src/models/anomaly-detector/anomaly-detector.ts";
import type {
  AnomalyReport,
  Finding,
} from "../../../src/models/anomaly-detector/anomaly-report.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession, Prediction } from "../../../src/models/model.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../support/data-set-g.ts";
import { learnedSession } from "../../support/learned-session.ts";

/** A Thursday. */
const TODAY = 20_251;

function ask(sessions: readonly LearnedSession[], day = TODAY): Prediction<AnomalyReport> {
  const state = fold(anomalyDetector, anomalyDetector.empty(), sessions);
  anomalyDetector.advance(state, day);
  return anomalyDetector.predict(state, { asked: { day, minute: 720, wallHour: 12 } });
}

function found<Type extends Finding["type"]>(
  answer: Prediction<AnomalyReport>,
  type: Type,
): Extract<Finding, { type: Type }> | undefined {
  const isOfType = (one: Finding): one is Extract<Finding, { type: Type }> => one.type === type;
  return [...answer.value.anomalies, ...answer.value.changes].find(isOfType);
}

/** Sessions for the days `from` … `to` before TODAY, oldest first. */
function history(
  from: number,
  to: number,
  sessionsOn: (ago: number, day: number) => readonly Partial<LearnedSession>[],
): LearnedSession[] {
  const sessions: LearnedSession[] = [];
  for (let ago = from; ago >= to; ago -= 1) {
    const day = TODAY - ago;
    sessionsOn(ago, day).forEach((given, index) => {
      sessions.push(learnedSession({ startHour: 9 + index, ...given, day, id: `${day}-${index}` }));
    });
  }
  return sessions;
}

/** Three sessions rated around 80, a little different every day. */
const steady = (ago: number) => [
  { rating: 80 + (ago % 3) * 4 - 4 },
  { rating: 82 - (ago % 2) * 6 },
  { rating: 80 },
];
const rated = (points: number) => [{ rating: points }, { rating: points }, { rating: points }];

describe("worked example (data set G)", () => {
  const answer = ask(dataSetG(), DATA_SET_G_TODAY);

  test("nothing differs", () => {
    assert.equal(answer.status, "ready");
    assert.equal(answer.value.status, "healthy");
    assert.deepEqual(answer.value.anomalies, []);
    assert.deepEqual(answer.value.tips, [{ kind: "positive" }]);
    assert.ok(answer.confidence > 0.8);
  });

  test("the summary describes the 14 dates before the last three", () => {
    // The old windows had 15 dates and contained the tested ones: 68.3, 2.54 a day; hours and category agree.
    assert.deepEqual(answer.value.summary, {
      averageProductivity: 67.5,
      typicalHours: { start: 9, end: 11 },
      topCategory: "Coding",
      averageSessionsPerDay: 32 / 12,
      analysisPeriodDays: 14,
    });
  });

  test("the patterns are as they were", () => {
    assert.deepEqual(answer.value.patterns, {
      productivityTrend: "stable",
      workIntensity: "normal",
      scheduleRegularity: "moderate",
    });
  });
});

describe("defects of the predecessor", () => {
  test("a rating of 5 is 5 percent", () => {
    const crashed = history(30, 0, (ago) => (ago < 3 ? rated(5) : steady(ago)));
    assert.equal(found(ask(crashed), "productivity_drop")?.details.currentValue, 5);
  });

  test("a decline is counted back from the latest rating", () => {
    const ended = history(30, 0, (ago) => (ago >= 4 && ago < 7 ? rated(40) : steady(ago)));
    assert.equal(found(ask(ended), "quality_decline"), undefined);
    const current = history(30, 0, (ago) => (ago < 2 ? rated(40) : steady(ago)));
    const decline = found(ask(current), "quality_decline");
    assert.equal(decline?.details.consecutiveCount, 6);
    assert.deepEqual(decline?.details.consecutiveRatings, [40, 40, 40, 40, 40, 40]);
  });

  test("the evidence shows the latest ratings, oldest first", () => {
    const falling = history(30, 0, (ago) =>
      ago < 3 ? [{ rating: 30 - ago }, { rating: 40 - ago }] : steady(ago),
    );
    const drop = found(ask(falling), "productivity_drop");
    assert.deepEqual(drop?.details.dataPoints, [38, 29, 39, 30, 40]);
  });

  test("a deeper fall is more surprising, whatever it does to the mean of all days", () => {
    const fallenTo = (points: number) =>
      found(
        ask(history(30, 0, (ago) => (ago < 3 ? rated(points) : steady(ago)))),
        "productivity_drop",
      );
    const mild = fallenTo(68);
    const deep = fallenTo(48);
    const worst = fallenTo(26);
    for (const drop of [mild, deep, worst]) {
      assert.ok(Math.abs((drop?.details.baselineValue ?? 0) - 79.8) < 0.3);
    }
    assert.ok((mild?.surpriseBits ?? 0) + 3 < (deep?.surpriseBits ?? 0));
    assert.ok((deep?.surpriseBits ?? 0) + 3 < (worst?.surpriseBits ?? 0));
    assert.ok(worst?.severity === "high" || worst?.severity === "critical");
    assert.notEqual(mild?.severity, worst?.severity);
  });

  test("the recent window has exactly three dates", () => {
    const lowOn = (low: number) =>
      found(
        ask(history(30, 0, (ago) => (ago === low ? rated(5) : steady(ago)))),
        "productivity_drop",
      );
    assert.ok((lowOn(2)?.details.currentValue ?? 100) < 60);
    assert.equal(lowOn(3), undefined);
  });

  test("a pause is seen while it lasts, with its real length", () => {
    const run = (until: number) => history(30, until, steady);
    assert.equal(found(ask(run(1)), "streak_break"), undefined);
    assert.equal(found(ask(run(2)), "streak_break"), undefined, "yesterday alone is no break");
    const absent = found(ask(run(5)), "streak_break");
    assert.deepEqual(absent?.details, {
      streakDays: 26,
      gapDays: 4,
      gapStart: TODAY - 4,
      returned: false,
    });
    const back = found(ask([...run(5), ...history(0, 0, steady)]), "streak_break");
    assert.deepEqual(back?.details, {
      streakDays: 26,
      gapDays: 4,
      gapStart: TODAY - 4,
      returned: true,
    });
    assert.equal(found(ask([...run(12), ...history(8, 0, steady)]), "streak_break"), undefined);
  });

  test("without a session in 14 dates nothing is healthy, there is nothing to judge", () => {
    const gone = ask(history(60, 14, steady));
    assert.equal(gone.status, "insufficient_data");
    assert.equal(gone.value.status, "insufficient_data");
    assert.equal(gone.value.lacking, "recent_sessions");
    assert.deepEqual(gone.value.tips, []);
    assert.equal(gone.confidence, 0);
    assert.equal(ask(history(60, 13, steady)).status, "ready");
  });

  test("1.6 times as many are 60 percent more", () => {
    const busy = history(40, 0, (ago) =>
      Array.from({ length: ago < 3 ? 16 : 10 }, (_, index) => ({ startHour: 7 + index })),
    );
    const spike = found(ask(busy), "overwork_spike");
    assert.ok(Math.abs((spike?.details.ratioPercent ?? 0) - 160) < 1);
    assert.ok(Math.abs((spike?.details.excessPercent ?? 0) - 60) < 1);
  });

  test("today's unfinished day lowers no mean of other days", () => {
    const days = history(40, 1, () => [{}, {}, {}, {}]);
    const morning = ask([...days, ...history(0, 0, () => [{}])]);
    assert.equal(morning.value.patterns?.workIntensity, "normal");
    assert.equal(morning.value.summary?.averageSessionsPerDay, 4);
    assert.equal(found(morning, "level_shift"), undefined);
  });

  test("the change of a category has its sign", () => {
    const mixed = (ago: number) => [
      { category: "Coding" },
      { category: ago % 2 === 0 ? "Coding" : "Writing" },
      { category: "Review" },
    ];
    const vanished = history(40, 0, (ago) =>
      ago < 7
        ? [{ category: "Writing" }, { category: "Review" }, { category: "Learning" }]
        : mixed(ago),
    );
    const fewer = found(ask(vanished), "category_shift");
    assert.equal(fewer?.details.category, "Coding");
    assert.ok((fewer?.details.changePercent ?? 0) < -40);
    assert.equal(fewer?.details.baselineTop, "Coding");
    const exploded = history(40, 0, (ago) =>
      ago < 7 ? [{ category: "Other" }, { category: "Other" }, { category: "Coding" }] : mixed(ago),
    );
    const more = found(ask(exploded), "category_shift");
    assert.equal(more?.details.category, "Other");
    assert.ok((more?.details.changePercent ?? 0) > 60);
    assert.ok((more?.surpriseBits ?? 99) < 60, "a share of all the sessions has a tail");
    assert.deepEqual(more?.details.recentDistribution, [
      ["Other", 200 / 3],
      ["Coding", 100 / 3],
    ]);
  });
});

describe("hours on the clock", () => {
  test("23 and 1 are usual for somebody who works around midnight", () => {
    const owl = history(40, 0, (ago) => [
      { startHour: 0 },
      { startHour: ago % 2 === 0 ? 1 : 2 },
      { startHour: 22 },
      { startHour: 23 },
      { startHour: 23 },
    ]);
    const answer = ask(owl);
    assert.equal(found(answer, "unusual_hours"), undefined);
    assert.deepEqual(answer.value.summary?.typicalHours, { start: 23, end: 0 });
  });

  test("noon is unusual for the same person, and named", () => {
    const shifted = history(40, 0, (ago) =>
      ago < 2
        ? [{ startHour: 11 }, { startHour: 12 }, { startHour: 23 }]
        : [{ startHour: 0 }, { startHour: 22 }, { startHour: 23 }],
    );
    const hours = found(ask(shifted), "unusual_hours");
    assert.deepEqual(hours?.details.hours, [12, 11, 12, 11]);
    assert.equal(hours?.details.unusualSessions, 4);
    assert.ok(hours?.severity === "low" || hours?.severity === "medium");
  });
});

describe("level shift", () => {
  const level = (ago: number, day: number) =>
    isoWeekday(day) > 5 ? [{}] : Array.from({ length: 5 + (ago % 3) - 1 }, () => ({}));

  test("half as many sessions for two weeks are a new level, since about then", () => {
    const halved = history(90, 0, (ago, day) => level(ago, day).slice(0, ago < 14 ? 2 : 9));
    const shift = found(ask(halved), "level_shift");
    assert.equal(shift?.details.direction, "down");
    assert.ok(Math.abs((shift?.details.sinceDay ?? 0) - (TODAY - 13)) <= 3);
    assert.ok((shift?.details.after ?? 9) < 0.7 * (shift?.details.before ?? 0));
  });

  test("a change is told apart from anomalies, and upward by more than half it is a spike too", () => {
    const doubled = ask(
      history(90, 0, (ago, day) =>
        ago < 12 ? level(ago, day).flatMap((one) => [one, one]) : level(ago, day),
      ),
    );
    assert.deepEqual(
      doubled.value.changes.map(({ details }) => details.direction),
      ["up"],
    );
    const spike = found(doubled, "overwork_spike");
    assert.ok((spike?.details.ratioPercent ?? 0) > 150);
    const halved = ask(history(90, 0, (ago, day) => level(ago, day).slice(0, ago < 14 ? 2 : 9)));
    assert.deepEqual(halved.value.anomalies, []);
    assert.equal(halved.value.changes.length, 1);
    assert.equal(halved.value.status, "info");
  });

  test("a change that was announced is not announced again while it is merely less certain", () => {
    const sessions = history(90, 0, (ago, day) =>
      // One evening with much to do, in the middle of a quiet spell.
      level(ago, day).slice(0, ago < 20 && ago !== 8 ? 2 : 9),
    );
    const state = anomalyDetector.empty();
    let episodes = 0;
    let before = false;
    for (let ago = 90; ago >= 0; ago -= 1) {
      for (const session of sessions)
        if (session.day === TODAY - ago) anomalyDetector.learnInto(state, session);
      anomalyDetector.advance(state, TODAY - ago);
      const asked = { day: TODAY - ago, minute: 1439, wallHour: 23 };
      const announced = anomalyDetector.predict(state, { asked }).value.changes.length > 0;
      if (announced && !before) episodes += 1;
      before = announced;
    }
    assert.equal(episodes, 1);
    assert.equal(state.announcedShift, "down");
  });

  test("a quiet weekend is no shift, and neither is a holiday", () => {
    assert.equal(found(ask(history(90, 0, level)), "level_shift"), undefined);
    const holiday = history(90, 0, (ago, day) => (ago >= 3 && ago <= 15 ? [] : level(ago, day)));
    assert.equal(found(ask(holiday), "level_shift"), undefined);
  });
});

describe("the answer", () => {
  test("six dates are not enough, seven are", () => {
    const six = ask(history(5, 0, steady));
    assert.equal(six.status, "insufficient_data");
    assert.equal(six.value.lacking, "dates");
    assert.equal(six.value.activeDays, 6);
    assert.equal(six.value.patterns, null);
    const seven = ask(history(6, 0, steady));
    assert.equal(seven.status, "ready");
    assert.ok(!seven.value.tested.includes("level_shift"), "what was not tested is not claimed");
  });

  test("the worst finding gives the status, and tips go with findings", () => {
    const crashed = ask(history(40, 0, (ago) => (ago < 3 ? rated(10) : steady(ago))));
    assert.equal(crashed.value.anomalies[0]?.type, "productivity_drop");
    assert.ok(crashed.value.status === "alert" || crashed.value.status === "critical");
    assert.deepEqual(crashed.value.tips.slice(0, 2), [
      { kind: "suggestion", related: "productivity_drop", variant: 2 },
      { kind: "suggestion", related: "productivity_drop", variant: 3 },
    ]);
    assert.ok(crashed.value.tips.length <= 3);
    assert.ok(crashed.confidence > 0.8);
  });

  test("explained in bits of surprise that add up", () => {
    const state = fold(
      anomalyDetector,
      anomalyDetector.empty(),
      history(40, 0, (ago) => (ago < 3 ? rated(10) : steady(ago))),
    );
    const query = { asked: { day: TODAY, minute: 720, wallHour: 12 } };
    const { baseline, total, factors } = anomalyDetector.explain(state, query);
    const { anomalies } = anomalyDetector.predict(state, query).value;
    assert.equal(baseline, 0);
    assert.equal(
      total,
      anomalies.reduce((sum, { surpriseBits }) => sum + surpriseBits, 0),
    );
    assert.equal(factors[0]?.code, "anomaly.productivity_drop");
    assert.ok(Math.abs(Number(factors[0]?.parameters.baselineValue) - 79.8) < 0.3);
  });
});

describe("the state", () => {
  const years = history(3650, 0, (ago, day) =>
    Array.from({ length: 12 + (ago % 5) }, (_, index) => ({
      startHour: (6 + index) % 24,
      rating: (ago * 7 + index * 13) % 101,
      category: `category ${(day * 3 + index) % 40}`,
    })),
  );

  test("ten heavy years with forty categories fit into 5 KB", () => {
    const state = fold(anomalyDetector, anomalyDetector.empty(), years);
    const size = JSON.stringify(state).length;
    assert.ok(size <= 5120, `${size}`);
    assert.equal(state.categories.names.length, 10);
  });

  test("a new category finds a slot once one has been silent for a week", () => {
    const changed = history(60, 0, (ago) => [
      { category: ago < 5 ? "new" : `old ${ago % 12}` },
      { category: ago < 5 ? "new" : "main" },
      { category: "main" },
    ]);
    const shift = found(ask(changed), "category_shift");
    assert.equal(shift?.details.category, "new");
  });
});
