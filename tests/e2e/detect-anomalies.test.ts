import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { NewSession } from "../../src/domain/session.ts";
import type { ProfileView } from "../../src/profiles/profile-service.ts";
import { isoWeekday } from "../../src/time/calendar.ts";
import { openZone } from "../../src/time/zone.ts";
import { openTestApp, type TestApp, type TestAppOptions } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { openOnDataSetG } from "../support/stored-data-set-g.ts";
import { storeSessions } from "../support/stored-histories.ts";

const PRAGUE = openZone("Europe/Prague");
/** Monday, 2 March 2026. */
const TODAY = 20_514;
const LATE = "2026-03-02T23:59:00+01:00";

interface Found {
  readonly type: string;
  readonly severity: string;
  readonly icon: string;
  readonly description: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

interface Report {
  readonly body: Record<string, unknown>;
  readonly found: (type: string) => Found | undefined;
}

async function ask(service: TestApp, locale = "en"): Promise<Report> {
  const headers = { "accept-language": locale };
  const { status, body } = await service.json({ url: "/api/detect-anomalies", headers });
  assert.equal(status, 200);
  const anomalies: Found[] = Object(body.anomalies);
  const changes: Found[] = Object(body.changes);
  assert.equal(body.anomalies_detected, anomalies.length);
  return { body, found: (type) => [...anomalies, ...changes].find((one) => one.type === type) };
}

function on(ago: number, hour: number, given: Partial<NewSession> = {}): NewSession {
  return newSession({
    startedAtMs: PRAGUE.instantOf(TODAY - ago, hour * 3_600_000),
    durationSeconds: 1500,
    // Ratings as people give them: not all alike.
    rating: 70 + ((ago * 7 + hour * 5) % 15),
    ...given,
  });
}

function days(from: number, to: number, of: (ago: number) => NewSession[]): NewSession[] {
  return Array.from({ length: from - to + 1 }, (_, index) => of(from - index)).flat();
}

const usual = (ago: number) => [9, 10, 14].map((hour) => on(ago, hour));

async function onHistory(
  history: readonly NewSession[],
  work: (service: TestApp) => Promise<void>,
  options: TestAppOptions = {},
): Promise<void> {
  const service = await openTestApp(options);
  try {
    service.clock.set(LATE);
    await storeSessions(service.dependencies, history);
    await work(service);
  } finally {
    await service.close();
  }
}

test("worked example (data set G): nothing found, and the summary of the days before the recent ones", async () => {
  const service = await openOnDataSetG();
  try {
    const { body } = await ask(service);
    assert.equal(body.overall_status, "healthy");
    const summary = Object(body.baseline_summary);
    assert.equal(summary.top_category, "Coding");
    assert.deepEqual(summary.typical_hours, { start: 9, end: 11 });
    assert.equal(summary.current_streak, 3);
    // 68.3 and 2.54 a day in the old window of 15 dates, which contained the tested ones.
    assert.ok(Math.abs(summary.avg_productivity - 68.3) < 2);
    assert.ok(Math.abs(summary.avg_sessions_per_day - 2.54) < 0.2);
    assert.deepEqual(Object(body.proactive_tips).length, 1);
    assert.equal(Object(body.proactive_tips)[0].type, "positive");
  } finally {
    await service.close();
  }
});

describe("each type, with its own members", () => {
  test("a crash to 5 per cent is critical, with the latest ratings as evidence", async () => {
    const crash = days(2, 0, (ago) => [
      on(ago, 9, { rating: 5 }),
      on(ago, 14, { rating: 4 + ago }),
    ]);
    await onHistory([...days(40, 3, usual), ...crash], async (service) => {
      const { body, found } = await ask(service);
      const drop = found("productivity_drop");
      assert.equal(drop?.severity, "critical");
      assert.equal(body.overall_status, "critical");
      assert.equal(drop?.icon, "📉");
      assert.deepEqual(drop?.evidence, { period: "last_3_days", data_points: [6, 5, 5, 5, 4] });
      assert.ok(Number(drop?.change_percent) < -90 && Number(drop?.z_score) < -3);
      assert.match(
        drop?.description ?? "",
        /^Ratings of the last three days average 5 of 100, 7\d points below/,
      );
    });
  });

  test("unusual hours name the hours, and what is usual", async () => {
    const nights = days(2, 0, (ago) => [on(ago, 2), on(ago, 3)]);
    await onHistory([...days(60, 3, usual), ...nights], async (service) => {
      const hours = (await ask(service)).found("unusual_hours");
      assert.equal(hours?.icon, "🌙");
      assert.equal(hours?.evidence.normal_range, "09:00 - 14:00");
      assert.deepEqual(hours?.evidence.unusual_sessions, [
        "03:00",
        "02:00",
        "03:00",
        "02:00",
        "03:00",
      ]);
    });
  });

  test("a category that vanished has a negative change, one that exploded a positive one", async () => {
    const of = (names: readonly string[]) => (ago: number) =>
      usual(ago).map((one, index) => ({ ...one, category: names[index] ?? "" }));
    const cases = [
      { before: ["Database", "Database", "Study"], since: ["Study", "Writing", "Mail"], sign: -1 },
      { before: ["Study", "Writing", "Mail"], since: ["<b>New", "<b>New", "Study"], sign: 1 },
    ];
    for (const { before, since, sign } of cases) {
      await onHistory([...days(60, 7, of(before)), ...days(6, 0, of(since))], async (service) => {
        const shift = (await ask(service)).found("category_shift");
        assert.equal(shift?.icon, "🔄");
        assert.equal(shift?.severity, "low");
        assert.equal(shift?.category, sign < 0 ? "Database" : "‹b›New");
        assert.equal(shift?.change_percent, sign * 66.7);
        const said = new RegExp(
          `67 percentage points ${sign < 0 ? "less" : "more"} of your sessions`,
        );
        assert.match(shift?.description ?? "", said);
        // Plain text out.
        assert.doesNotMatch(shift?.description ?? "", /[<>]/);
      });
    }
  });

  test("a broken streak is seen while the pause lasts, with its real length", async () => {
    await onHistory(days(60, 6, usual), async (service) => {
      const broken = (await ask(service)).found("streak_break");
      assert.equal(broken?.icon, "💔");
      assert.equal(broken?.gap_days, 5);
      assert.equal(broken?.returned, false);
      assert.deepEqual(broken?.evidence, { streak_length: 55, gap_start: "2026-02-25" });
      assert.match(broken?.description ?? "", /have paused for 5 days, since 2026-02-25/);
    });
  });

  test("1.7 times the usual is 70 per cent more, and `ratio` stays the per cent of the usual", async () => {
    const many = days(2, 0, (ago) =>
      [8, 9, 10, 11, 12, 13, 14, 15, 16].map((hour) => on(ago, hour)),
    );
    await onHistory([...days(60, 3, usual), ...many], async (service) => {
      const spike = (await ask(service)).found("overwork_spike");
      assert.equal(spike?.icon, "🔥");
      assert.equal(spike?.ratio, 300);
      assert.match(spike?.description ?? "", /200 % more than the 3 usual/);
      assert.deepEqual(spike?.evidence, {
        recent_sessions_per_day: 9,
        baseline_sessions_per_day: 3,
      });
    });
  });

  test("a run of low ratings is counted back from the latest one", async () => {
    const low = days(4, 0, (ago) => usual(ago).map((one) => ({ ...one, rating: 40 + ago })));
    await onHistory([...days(45, 5, usual), ...low], async (service) => {
      const decline = (await ask(service)).found("quality_decline");
      assert.equal(decline?.icon, "⚠️");
      assert.ok(Number(decline?.consecutive_count) >= 15);
      const ratings: number[] = Object(decline?.evidence.consecutive_ratings);
      assert.equal(ratings.at(-1), 40);
    });
    const recovered = days(1, 0, (ago) => usual(ago).map((one) => ({ ...one, rating: 90 })));
    const spell = low.filter(({ startedAtMs }) => PRAGUE.localAt(startedAtMs).day < TODAY - 1);
    await onHistory([...days(45, 5, usual), ...spell, ...recovered], async (service) => {
      assert.equal((await ask(service)).found("quality_decline"), undefined);
    });
  });

  test("a new pace that lasts is a level shift, with its own icon, direction and day", async () => {
    const busier = days(14, 0, (ago) => [8, 9, 10, 11, 13, 14, 15].map((hour) => on(ago, hour)));
    await onHistory([...days(70, 15, usual), ...busier], async (service) => {
      const { body, found } = await ask(service);
      const shift = found("level_shift");
      assert.deepEqual(body.changes, [shift], "not among the six types of anomalies");
      assert.deepEqual(
        [found("overwork_spike")?.ratio, found("overwork_spike")?.current_avg],
        [233, 7],
      );
      assert.equal(shift?.icon, "📊");
      assert.equal(shift?.direction, "up");
      assert.equal(shift?.since, "2026-02-16");
      assert.deepEqual(shift?.evidence, { sessions_per_day_before: 3, sessions_per_day_after: 7 });
    });
  });

  test("every finding brings at most three tips in all, each related to it, in both languages", async () => {
    const crash = days(2, 0, (ago) =>
      [2, 3, 4, 9, 10, 11, 14, 15].map((hour) => on(ago, hour, { rating: 10 })),
    );
    await onHistory([...days(60, 3, usual), ...crash], async (service) => {
      for (const locale of ["en", "cs"]) {
        const { body } = await ask(service, locale);
        const tips: { type: string; icon: string; related_anomaly: string }[] = Object(
          body.proactive_tips,
        );
        assert.equal(tips.length, 3);
        const types = Object(body.anomalies).map(({ type }: Found) => type);
        for (const tip of tips) {
          assert.deepEqual([tip.type, tip.icon], ["suggestion", "💡"]);
          assert.ok(types.includes(tip.related_anomaly));
        }
      }
    });
  });
});

describe("what is not enough, and what breaks", () => {
  test("below seven days the answer is insufficient, and says how many there are", async () => {
    await onHistory(days(5, 0, usual), async (service) => {
      const { body } = await ask(service);
      assert.equal(body.overall_status, "insufficient_data");
      assert.equal(body.confidence, 0);
      assert.equal(body.baseline_summary, null);
      assert.equal(body.patterns, null);
      assert.deepEqual(body.proactive_tips, []);
      assert.equal(body.message, "7 days with sessions are needed; there are 6 so far.");
      const { unique_days, required_days } = Object(body.metadata);
      assert.deepEqual([unique_days, required_days], [6, 7]);
      const czech = (await ask(service, "cs")).body;
      assert.equal(czech.message, "Potřeba je 7 dní se sezeními; zatím je 6 dní.");
    });
  });

  test("nobody is praised for two weeks without a session", async () => {
    await onHistory(days(60, 15, usual), async (service) => {
      const { body } = await ask(service);
      assert.equal(body.overall_status, "insufficient_data");
      assert.deepEqual(body.proactive_tips, []);
      assert.match(String(body.message), /^No session in the last 14 days/);
    });
  });

  test("a database that is down is an error, not a healthy person", async () => {
    const change: TestAppOptions["change"] = (dependencies) => ({
      ...dependencies,
      signalService: {
        ...dependencies.signalService,
        anomalies: () => {
          throw Object.assign(new Error("gone"), { code: "database_unavailable" });
        },
      },
    });
    await onHistory(
      [],
      async (service) => {
        const answer = await service.request({ url: "/api/detect-anomalies" });
        assert.equal(answer.statusCode, 503);
        assert.equal(answer.json().code, "database_unavailable");
      },
      { change },
    );
  });

  test("a detector that breaks is named and logged, and the others go on", async () => {
    const crash = days(2, 0, (ago) => [on(ago, 9, { rating: 5 }), on(ago, 14, { rating: 5 })]);
    const many = days(2, 0, (ago) =>
      [8, 10, 11, 12, 13, 15, 16].map((hour) => on(ago, hour, { rating: null })),
    );
    await onHistory([...days(40, 3, usual), ...crash, ...many], async (service) => {
      const view = await service.dependencies.profileService.now("default");
      breakRatingLog(view);
      const { body, found } = await ask(service);
      assert.deepEqual(body.failed_types, ["productivity_drop", "quality_decline"]);
      assert.ok(!Object(body.tested_types).includes("quality_decline"));
      assert.ok(found("overwork_spike") !== undefined);
      assert.match(service.logText(), /an anomaly detector failed/);
    });
  });

  test("three days are three dates: what was four days ago is not recent", async () => {
    const bad = (ago: number) => [on(ago, 9, { rating: 0 }), on(ago, 14, { rating: 0 })];
    await onHistory(
      [...days(40, 4, usual), ...days(3, 3, bad), ...days(2, 0, usual)],
      async (service) => {
        assert.equal((await ask(service)).found("productivity_drop"), undefined);
      },
    );
  });

  test("an unfinished today does not lower what is usual, and is no pause", async () => {
    const workdays = (ago: number) => (isoWeekday(TODAY - ago) <= 5 ? usual(ago) : []);
    await onHistory(days(60, 1, workdays), async (service) => {
      service.clock.set("2026-03-02T07:00:00+01:00");
      const { body } = await ask(service);
      assert.equal(body.overall_status, "healthy");
      assert.equal(Object(body.baseline_summary).avg_sessions_per_day, 3);
      assert.equal(Object(body.patterns).work_intensity, "normal");
    });
  });

  test("a mean that nobody rated is not known, rather than made up", async () => {
    const unrated = days(30, 0, (ago) => usual(ago).map((one) => ({ ...one, rating: null })));
    await onHistory(unrated, async (service) => {
      const { body } = await ask(service);
      assert.equal(Object(body.baseline_summary).avg_productivity_known, false);
      assert.equal(Object(body.patterns).productivity_trend, "unknown");
      assert.ok(!Object(body.tested_types).includes("productivity_drop"));
      assert.match(JSON.stringify(body.proactive_tips), /There was no sudden change/);
    });
  });
});

/** As a mistake in the code that reads the log of ratings would have it. */
function breakRatingLog(view: ProfileView): void {
  Object.assign(view.profile["anomaly-detector"], { ratingLog: null });
}
