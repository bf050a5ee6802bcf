import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { openOnDataSetG } from "../support/stored-data-set-g.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const URL = "/api/optimal-schedule";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Planned {
  readonly hour: number;
  readonly time: string;
  readonly end_time: string;
  readonly work_minutes: number;
  readonly break_minutes: number;
}

/** The parts of an answer that the tests look at; its shape is checked against the schema in every request. */
interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly sessions: readonly Planned[];
  readonly summary: Readonly<Record<string, unknown>>;
  readonly peaks: readonly Readonly<Record<string, number>>[];
  readonly hour: (hour: number) => Readonly<Record<string, unknown>>;
}

async function ask(service: TestApp, query = "", locale = "en"): Promise<Answer> {
  const headers = { "accept-language": locale };
  const { status, body } = await service.json({ url: `${URL}${query}`, headers });
  return {
    status,
    body,
    sessions: Object(body.optimal_schedule).sessions ?? [],
    summary: Object(body.summary),
    peaks: Object(body).peak_hours,
    hour: (hour) => Object(body.hourly_breakdown)[String(hour)],
  };
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Work and break of each planned session are over before the next begins. */
function assertFeasible(sessions: readonly Planned[]): void {
  sessions.forEach(({ time, work_minutes, break_minutes }, index) => {
    const next = sessions[index + 1];
    if (next === undefined) return;
    const free = minuteOf(time) + work_minutes + break_minutes;
    assert.ok(free <= minuteOf(next.time), `${time} is not over at ${next.time}`);
  });
}

async function onHistory(
  name: string,
  work: (service: TestApp) => Promise<void>,
  now = "2026-03-02T12:00:00+01:00",
): Promise<void> {
  const service = await openTestApp();
  try {
    service.clock.set(now);
    const history = HISTORIES[name]?.(service.clock.now()) ?? [];
    await storeSessions(service.dependencies, history);
    await work(service);
  } finally {
    await service.close();
  }
}

describe("worked example (data set G)", () => {
  let service: TestApp;
  before(async () => {
    service = await openOnDataSetG();
  });
  after(() => service.close());

  test("Wednesday's measured hours come first, in the order of their means, with their counts", async () => {
    const { peaks, hour, body } = await ask(service, "?sessions=4");
    assert.deepEqual(
      peaks.slice(0, 2).map((peak) => [peak.hour, peak.session_count]),
      [
        [9, 3],
        [11, 2],
      ],
    );
    // Plain means of three and two ratings: 71.7 and 72.5; recent ones count a little more.
    assert.ok(Math.abs(Number(hour(9).productivity) - 71.7) < 0.5);
    assert.ok(Math.abs(Number(hour(11).productivity) - 72.5) < 0.5);
    assert.equal(body.total_sessions_analyzed, 47);
    assert.equal(hour(3).data_source, "default");
    assert.equal(hour(3).productivity, null);
  });
});

describe("the parameters", () => {
  test("sessions that cannot be read mean six, and others are moved into 1 to 12", async () => {
    await onHistory("no data", async (service) => {
      const planned = async (query: string) =>
        (await ask(service, `?day=tuesday&${query}`)).summary.requested_sessions;
      assert.equal(await planned(""), 6);
      assert.equal(await planned("sessions=abc"), 6);
      assert.equal(await planned("sessions=2.5"), 6);
      assert.equal(await planned("sessions=0"), 1);
      assert.equal(await planned("sessions=99"), 12);
      assert.equal(await planned("sessions=3"), 3);
    });
  });

  test("the date is that of the day asked about, in English or Czech, with or without diacritics", async () => {
    await onHistory("no data", async (service) => {
      const expected: [string, string, string][] = [
        ["today", "2026-03-02", "Monday"],
        ["MONDAY", "2026-03-02", "Monday"],
        ["tuesday", "2026-03-03", "Tuesday"],
        ["středa", "2026-03-04", "Wednesday"],
        ["Ctvrtek", "2026-03-05", "Thursday"],
        ["pa\u0301tek", "2026-03-06", "Friday"],
        ["sobota", "2026-03-07", "Saturday"],
        ["NEDĚLE", "2026-03-08", "Sunday"],
        ["someday", "2026-03-02", "Monday"],
        ["", "2026-03-02", "Monday"],
      ];
      for (const [day, date, name] of expected) {
        const { body } = await ask(service, `?day=${encodeURIComponent(day)}`);
        assert.deepEqual([body.date, body.day_of_week_en], [date, name], day);
      }
      const { body } = await ask(service, "?day=sunday", "en");
      assert.equal(body.day_of_week, "Neděle");
      assert.equal(body.day_of_week_num, 6);
    });
  });

  test("sessions lie within the working hours and outside what is busy", async () => {
    await onHistory("a rich year", async (service) => {
      const query = "?day=friday&sessions=12&from=09:00&to=16:30&busy=10:00-11:00&busy=13:00-14:00";
      for (const url of [
        query,
        "?day=friday&sessions=12&from=09:00&to=16:30&busy=10:00-11:00,13:00-14:00",
      ]) {
        const { sessions } = await ask(service, url);
        assert.ok(sessions.length >= 3);
        assertFeasible(sessions);
        for (const { time, end_time } of sessions) {
          assert.ok(minuteOf(time) >= 540 && minuteOf(end_time) <= 990, time);
          for (const [from, to] of [
            [600, 660],
            [780, 840],
          ] as const) {
            assert.ok(minuteOf(end_time) <= from || minuteOf(time) >= to, `${time} is busy`);
          }
        }
      }
    });
  });

  test("working hours may go on past midnight, and what is busy then counts there", async () => {
    await onHistory("no data", async (service) => {
      const { sessions } = await ask(
        service,
        "?day=friday&sessions=12&from=22:00&to=06:00&busy=01:00-04:00",
      );
      const hours = sessions.map(({ hour }) => hour);
      assert.ok(hours.includes(22) && hours.some((hour) => hour >= 4 && hour < 6), `${hours}`);
      assert.ok(!hours.some((hour) => hour >= 1 && hour < 4), `${hours}`);
    });
  });

  test("times that cannot be read are refused by name", async () => {
    await onHistory("no data", async (service) => {
      const unreadable: [string, string][] = [
        ["?from=9", "from"],
        ["?to=25:00", "to"],
        ["?busy=12:00", "busy"],
        ["?busy=12:00-12:00", "busy"],
        ["?busy=12:00-13:00-14:00", "busy"],
        ["?keep=noon", "keep"],
        [`?keep=${"09:00,".repeat(30)}`, "keep"],
      ];
      for (const [query, field] of unreadable) {
        const { status, body } = await ask(service, query);
        assert.equal(status, 400, query);
        assert.equal(Object(body.errors)[0]?.field, field, query);
      }
    });
  });

  test("a plan that is asked for again with its own starts stays as it is", async () => {
    await onHistory("a rich year", async (service) => {
      const { sessions } = await ask(service, "?day=thursday&sessions=5");
      const starts = sessions.map(({ time }) => time);
      const again = await ask(service, `?day=thursday&sessions=5&keep=${starts.join(",")}`);
      assert.deepEqual(
        again.sessions.map(({ time }) => time),
        starts,
      );
    });
  });
});

describe("the plan", () => {
  test("no two sessions overlap, whatever is asked on whatever history", async () => {
    for (const name of Object.keys(HISTORIES)) {
      await onHistory(name, async (service) => {
        for (const query of [
          "?sessions=12&day=wednesday",
          "?sessions=6",
          "?sessions=12&day=sunday",
        ]) {
          assertFeasible((await ask(service, query)).sessions);
        }
      });
    }
  });

  test("nothing is planned in the past, and the number is what really fits", async () => {
    await onHistory(
      "a rich year",
      async (service) => {
        const evening = await ask(service, "?sessions=12");
        assert.ok(evening.sessions.length < 12);
        assert.equal(evening.summary.recommended_sessions, evening.sessions.length);
        assert.ok(evening.sessions.every(({ time }) => minuteOf(time) >= 18 * 60 + 50));
        service.clock.set("2026-03-02T23:30:00+01:00");
        const night = await ask(service, "?sessions=6");
        assert.equal(night.summary.recommended_sessions, 0);
        assert.equal(night.summary.expected_avg_productivity, 0);
        assert.equal(night.body.gain_over_usual, null);
      },
      "2026-03-02T18:50:00+01:00",
    );
  });

  test("totals are the sums of the sessions, and the summary repeats them", async () => {
    await onHistory("a rich year", async (service) => {
      const { sessions, body, summary } = await ask(service, "?day=friday&sessions=5");
      const work = sessions.reduce((sum, { work_minutes }) => sum + work_minutes, 0);
      const rest = sessions.reduce((sum, { break_minutes }) => sum + break_minutes, 0);
      for (const totals of [Object(body.optimal_schedule), summary]) {
        assert.equal(totals.total_work_minutes, work);
        assert.equal(totals.total_break_minutes, rest);
        assert.equal(totals.total_time_minutes, work + rest);
      }
      const planned = sessions.map(({ hour }) => hour);
      const breaks = Object(summary.recommended_break_times);
      assert.equal(breaks.length, 2);
      assert.ok(breaks.every((hour: number) => !planned.includes(hour)));
    });
  });

  test("the gain over the usual day is stated with its interval", async () => {
    await onHistory("a rich year", async (service) => {
      const gain = Object((await ask(service, "?day=friday&sessions=3")).body.gain_over_usual);
      assert.ok(gain.interval.lower <= gain.points && gain.points <= gain.interval.upper);
      assert.ok(gain.points > 0);
    });
    await onHistory("no data", async (service) => {
      assert.equal((await ask(service)).body.gain_over_usual, null);
    });
  });
});

describe("the hours", () => {
  /** Ratings at clock hours of Wednesdays, one week after the other. */
  const onWednesdays = (nowMs: number, hour: number, ratings: readonly number[]) =>
    ratings.map((rating, index) =>
      newSession({
        // Noon of Monday is what `nowMs` shows.
        startedAtMs: nowMs - (5 + 7 * index) * DAY_MS + (hour - 12) * HOUR_MS,
        durationSeconds: 1500,
        rating,
      }),
    );

  test("an hour's ratings count for the weekday they were given on", async () => {
    await onHistory("no data", async (service) => {
      await storeSessions(service.dependencies, onWednesdays(service.clock.now(), 9, [90, 80, 85]));
      assert.equal((await ask(service, "?day=wednesday")).hour(9).session_count, 3);
      assert.equal((await ask(service, "?day=tuesday")).hour(9).session_count, 0);
      assert.equal((await ask(service, "?day=thursday")).hour(9).session_count, 0);
    });
  });

  test("an hour that is rated badly does not beat one that nobody tried", async () => {
    await onHistory("no data", async (service) => {
      const bad = onWednesdays(service.clock.now(), 9, [40, 35, 45, 40, 38, 42]);
      const good = onWednesdays(service.clock.now(), 14, [80, 82, 78, 81, 80, 79]);
      await storeSessions(service.dependencies, [...bad, ...good]);
      const { hour, peaks } = await ask(service, "?day=wednesday");
      assert.ok(Number(hour(9).score) < Number(hour(10).score));
      assert.ok(!peaks.some((peak) => peak.hour === 9));
    });
  });

  test("completion is what was completed, not always 100 per cent", async () => {
    await onHistory("no data", async (service) => {
      const half = onWednesdays(service.clock.now(), 9, [70, 70, 70, 70]).map((session, index) => ({
        ...session,
        completed: index % 2 === 0,
      }));
      await storeSessions(service.dependencies, half);
      const { hour } = await ask(service, "?day=wednesday");
      assert.ok(Math.abs(Number(hour(9).completion_rate) - 50) < 5);
      assert.equal(hour(10).completion_rate, null);
    });
  });

  test("the best time is one contiguous block of at most six hours", async () => {
    for (const name of Object.keys(HISTORIES)) {
      await onHistory(name, async (service) => {
        const range = String((await ask(service, "?day=wednesday")).summary.best_time_range);
        assert.match(range, /^\d\d:00 - \d\d:00$/);
        const hours = Number(range.slice(8, 10)) - Number(range.slice(0, 2));
        assert.ok(hours >= 1 && hours <= 6, range);
      });
    }
  });

  const STEADY = [88, 75, 92, 80, 85, 90, 78, 86, 83, 89, 76, 91];

  test("one lucky session does not make the peak", async () => {
    await onHistory("no data", async (service) => {
      const now = service.clock.now();
      const usual = [
        ...onWednesdays(now, 9, STEADY),
        ...onWednesdays(now, 13, [60, 75, 62, 70, 58]),
      ];
      await storeSessions(service.dependencies, [...usual, ...onWednesdays(now, 20, [100])]);
      const { hour, peaks } = await ask(service, "?day=wednesday");
      assert.equal(peaks[0]?.hour, 9);
      assert.equal(hour(20).productivity, 100);
      assert.ok(Number(hour(20).expected_productivity) < 95);
    });
  });

  test("a mean of 0 is a mean", async () => {
    await onHistory("no data", async (service) => {
      const now = service.clock.now();
      const failed = onWednesdays(now, 15, [0, 0, 0]);
      await storeSessions(service.dependencies, [...onWednesdays(now, 9, STEADY), ...failed]);
      const { hour } = await ask(service, "?day=wednesday");
      assert.equal(hour(15).productivity, 0);
      assert.equal(hour(15).data_source, "historical");
      assert.ok(Number(hour(15).expected_productivity) < 40);
    });
  });

  test("a rating of 5 is five per cent here as everywhere", async () => {
    await onHistory("no data", async (service) => {
      const fives = onWednesdays(service.clock.now(), 9, [5, 5, 5]);
      await storeSessions(service.dependencies, fives);
      assert.equal((await ask(service, "?day=wednesday")).hour(9).productivity, 5);
      const analysis = await service.json({ url: "/api/analysis" });
      assert.equal(Object(analysis.body.analysis).productivity_by_hour["9"], 5);
    });
  });

  test("without ratings it says that it follows what is customary, in both languages", async () => {
    await onHistory("no data", async (service) => {
      const english = (await ask(service)).body;
      const czech = (await ask(service, "", "cs")).body;
      assert.match(String(english.recommendation_basis), /^Nothing is rated yet/);
      assert.match(String(czech.recommendation_basis), /^Zatím není hodnoceno žádné sezení/);
      assert.equal(Object(english.data).status, "insufficient_data");
    });
  });
});
