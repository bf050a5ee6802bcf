import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { NewSession } from "../../src/domain/session.ts";
import { isoWeekday } from "../../src/time/calendar.ts";
import { openZone } from "../../src/time/zone.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { openOnDataSetG } from "../support/stored-data-set-g.ts";
import { storeSessions } from "../support/stored-histories.ts";

const PRAGUE = openZone("Europe/Prague");
/** Monday, 2 March 2026. */
const TODAY = 20_514;
/** ActiveRequest after every session of the day, so that all are known. */
const LATE = "2026-03-02T23:59:00+01:00";

interface Factor {
  readonly factor: string;
  readonly score: number;
  readonly value: number;
  readonly severity?: string;
  readonly message?: string;
  readonly evidence: Record<string, unknown>;
}

interface Risk {
  readonly body: Record<string, unknown>;
  readonly factors: readonly Factor[];
  readonly measured: (factor: string) => Factor | undefined;
}

async function ask(service: TestApp, locale = "en"): Promise<Risk> {
  const headers = { "accept-language": locale };
  const { status, body } = await service.json({ url: "/api/burnout-risk", headers });
  assert.equal(status, 200);
  const all: Factor[] = Object(body.measured_factors);
  return {
    body,
    factors: Object(body.risk_factors),
    measured: (name) => all.find(({ factor }) => factor === name),
  };
}

/** A session so many days ago at an hour of the wall clock. */
function on(ago: number, hour: number, given: Partial<NewSession> = {}): NewSession {
  return newSession({
    startedAtMs: PRAGUE.instantOf(TODAY - ago, hour * 3_600_000),
    durationSeconds: 1500,
    rating: 75,
    ...given,
  });
}

/** Sessions of the days `from` … `to` ago, by what `of` says of each. */
function days(from: number, to: number, of: (ago: number) => NewSession[]): NewSession[] {
  return Array.from({ length: from - to + 1 }, (_, index) => of(from - index)).flat();
}

const isWorkday = (ago: number) => isoWeekday(TODAY - ago) <= 5;
const workdays = (ago: number) =>
  isWorkday(ago) ? [9, 10, 13, 14].map((hour) => on(ago, hour)) : [];

async function onHistory(
  history: readonly NewSession[],
  work: (service: TestApp) => Promise<void>,
): Promise<void> {
  const service = await openTestApp();
  try {
    service.clock.set(LATE);
    await storeSessions(service.dependencies, history);
    await work(service);
  } finally {
    await service.close();
  }
}

test("worked example (data set G): low, with the inner values of exact windows", async () => {
  const service = await openOnDataSetG();
  try {
    const { body, measured } = await ask(service);
    assert.equal(body.risk_level, "low");
    assert.equal(body.risk_score, 0);
    // The old windows had one date too many: 0.6 %, 0.93, 6.1 %, 15.2 %; the longest run, 6, had ended.
    assert.equal(measured("declining_productivity")?.value, -1.9);
    assert.equal(measured("overwork")?.value, 0.99);
    assert.equal(measured("night_sessions")?.value, 6.7);
    assert.equal(measured("weekend_work")?.value, 20);
    assert.equal(measured("continuous_days")?.value, 3);
  } finally {
    await service.close();
  }
});

describe("burnout-risk", () => {
  test("without enough sessions the level is unknown, and a message says how many are needed", async () => {
    await onHistory([on(1, 9), on(2, 9)], async (service) => {
      const { body } = await ask(service);
      assert.equal(body.risk_level, "unknown");
      assert.equal(body.confidence, 0);
      assert.equal(Object(body.recommendations).length, 1);
      assert.equal(body.message, "2 sessions in the last 14 days; at least 5 are needed.");
      const czech = (await ask(service, "cs")).body;
      assert.equal(czech.message, "Za posledních 14 dní byla 2 sezení; potřeba je nejméně 5.");
    });
  });

  test("what could not be measured is named, and makes the level less certain", async () => {
    await onHistory(days(6, 4, workdays), async (service) => {
      const { body } = await ask(service);
      assert.equal(body.risk_level, "low");
      assert.equal(Object(body.unmeasured_factors).length, 5);
      assert.ok(Number(body.confidence) < 0.95);
      assert.deepEqual(body.recommendations, [
        "None of the signs of load that are known so far stands out.",
      ]);
    });
  });

  test("factors come with the highest score first, and up to three recommendations in that order", async () => {
    const before = days(70, 7, workdays);
    const week = days(6, 0, (ago) =>
      [9, 11, 14, 16, 21, 22, 23].map((hour) =>
        on(ago, hour, { rating: 30, durationSeconds: 5000 }),
      ),
    );
    await onHistory([...before, ...week], async (service) => {
      const { body, factors } = await ask(service);
      assert.ok(["high", "critical"].includes(String(body.risk_level)), JSON.stringify(factors));
      const scores = factors.map(({ score }) => score);
      assert.deepEqual(
        scores,
        [...scores].sort((a, b) => b - a),
      );
      assert.equal(
        body.risk_score,
        scores.reduce((sum, score) => sum + score, 0),
      );
      assert.equal(Object(body.recommendations).length, 3);
      assert.ok(factors.every(({ message }) => (message ?? "").length > 10));
      const load = factors.find(({ factor }) => factor === "overwork");
      assert.match(load?.message ?? "", /minutes a day in the last seven full days/);
      const interval = Object(Object(load?.evidence).change).interval;
      assert.ok(interval.lower > 0 && interval.lower < interval.upper);
    });
  });

  test("weekend work is work on Saturday and Sunday, and a usual Friday is none", async () => {
    const fridays = days(60, 0, (ago) =>
      isoWeekday(TODAY - ago) === 5
        ? [9, 10, 11, 13, 14, 15].map((hour) => on(ago, hour))
        : [on(ago, 9)],
    ).filter(({ startedAtMs }) => isoWeekday(PRAGUE.localAt(startedAtMs).day) <= 5);
    await onHistory(fridays, async (service) => {
      assert.equal((await ask(service)).measured("weekend_work")?.value, 0);
    });
    const sundays = days(6, 0, (ago) =>
      isoWeekday(TODAY - ago) >= 6 ? [9, 11, 13, 15].map((hour) => on(ago, hour)) : [],
    );
    await onHistory([...days(60, 0, workdays), ...sundays], async (service) => {
      const { measured } = await ask(service);
      // Eight sessions at the weekend, twenty on workdays.
      assert.equal(measured("weekend_work")?.value, 28.6);
      assert.ok((measured("weekend_work")?.score ?? 0) > 0);
    });
  });

  test("work after midnight is night work", async () => {
    const nights = days(5, 0, (ago) => [on(ago, 1), on(ago, 2), on(ago, 4)]);
    await onHistory([...days(60, 0, workdays), ...nights], async (service) => {
      const { factors } = await ask(service);
      const night = factors.find(({ factor }) => factor === "night_sessions");
      assert.equal(night?.value, 47.4);
      assert.match(night?.message ?? "", /47.4 % .* began between 21:00 and 6:00/);
    });
  });

  test("a run of days that ended long ago says nothing; the current one counts over the whole history", async () => {
    await onHistory([...days(40, 5, (ago) => [on(ago, 9)]), on(0, 9)], async (service) => {
      assert.equal((await ask(service)).measured("continuous_days")?.value, 1);
    });
    await onHistory(
      days(29, 0, (ago) => [on(ago, 9)]),
      async (service) => {
        const { measured, factors } = await ask(service);
        assert.equal(measured("continuous_days")?.value, 30);
        assert.equal(factors[0]?.severity, "high");
      },
    );
  });

  test("the analyzed period has exactly fourteen dates", async () => {
    await onHistory(
      days(20, 0, (ago) => [on(ago, 9)]),
      async (service) => {
        const { body } = await ask(service);
        assert.equal(body.analyzed_period, "14 days");
        assert.equal(body.total_sessions_analyzed, 14);
      },
    );
  });

  test("minutes are load: longer sessions count, more of the same length in pieces do not", async () => {
    const before = days(60, 7, workdays);
    const longer = days(6, 0, (ago) =>
      isWorkday(ago) ? [8, 10, 13, 15].map((hour) => on(ago, hour, { durationSeconds: 5400 })) : [],
    );
    await onHistory([...before, ...longer], async (service) => {
      assert.ok(((await ask(service)).measured("overwork")?.value ?? 0) > 3);
    });
    const pieces = days(6, 0, (ago) =>
      isWorkday(ago)
        ? [9, 10, 11, 12, 13, 14, 15, 16].map((hour) => on(ago, hour, { durationSeconds: 750 }))
        : [],
    );
    await onHistory([...before, ...pieces], async (service) => {
      const value = (await ask(service)).measured("overwork")?.value ?? 0;
      assert.ok(value > 0.9 && value < 1.1, `${value}`);
    });
  });

  test("check-ins count in the factor of ratings, and are shown", async () => {
    const unrated = days(48, 0, (ago) => workdays(ago).map((one) => ({ ...one, rating: null })));
    await onHistory(unrated, async (service) => {
      for (let ago = 48; ago >= 0; ago -= 1) {
        if (!isWorkday(ago)) continue;
        const date = new Date((TODAY - ago) * 86_400_000).toISOString().slice(0, 10);
        const payload = { mood: ago < 7 ? 25 : 80, energy_level: ago < 7 ? 20 : 75 };
        await service.request({ method: "PUT", url: `/api/wellness/${date}`, payload });
      }
      const { factors } = await ask(service);
      const decline = factors.find(({ factor }) => factor === "declining_productivity");
      assert.match(decline?.message ?? "", /^Check-ins of the last seven days average 22\.1/);
      assert.deepEqual(Object(decline?.evidence).wellness, { recent: 22.1, baseline: 77.1 });
    });
  });

  test("the week under test is no part of what it is compared with, and days off are days", async () => {
    const before = days(48, 7, workdays);
    const week = days(7, 1, (ago) => [9, 10, 13, 14].map((hour) => on(ago, hour)));
    await onHistory(
      [...before.filter((one) => one.startedAtMs < (week[0]?.startedAtMs ?? 0)), ...week],
      async (service) => {
        // Four a day on seven days after four a day on five of seven: 1.4 times, where active days alone say 1.
        const value = (await ask(service)).measured("overwork")?.value ?? 0;
        assert.ok(value > 1.35 && value < 1.45, `${value}`);
      },
    );
  });

  test("a rating of 0 is a rating", async () => {
    const failed = days(6, 0, (ago) => workdays(ago).map((one) => ({ ...one, rating: 0 })));
    await onHistory([...days(60, 7, workdays), ...failed], async (service) => {
      const decline = (await ask(service)).factors.find(
        ({ factor }) => factor === "declining_productivity",
      );
      assert.equal(decline?.value, 100);
      assert.equal(decline?.severity, "high");
    });
  });

  test("no clinical word in either language", async () => {
    const { enSignals } = await import("../../src/messages/en-signals.ts");
    const { csSignals } = await import("../../src/messages/cs-signals.ts");
    const texts = [...Object.values(enSignals), ...Object.values(csSignals)].join("\n");
    assert.doesNotMatch(
      texts,
      /burn.?out|vyhoř|depress|depres|exhaust|vyčerp|symptom|diagno|disorder|poruch/i,
    );
  });
});
