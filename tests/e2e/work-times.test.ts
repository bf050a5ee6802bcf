import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isoWeekday, parseDay } from "../../src/time/calendar.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const DAY_MS = 86_400_000;
/** Monday, 2 March 2026. */
const TODAY = parseDay("2026-03-02") ?? 0;

function dayText(ahead: number): string {
  return new Date((TODAY + ahead) * DAY_MS).toISOString().slice(0, 10);
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

forEachDatabase((_name, open) => {
  describe("what a person has said about when they work", () => {
    let database: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url });
      const { sessions } = service.dependencies;
      const nowMs = service.clock.now();
      // Four sessions on each of sixty days, from 9 to 17 o'clock, the last one yesterday.
      const history = Array.from({ length: 240 }, (_, index) => {
        const startedAtMs =
          nowMs - (1 + Math.floor(index / 4)) * DAY_MS + ((index % 4) * 2 - 3) * 3_600_000;
        return newSession({ userId: "default", startedAtMs, rating: 60 + (index % 7) });
      });
      await sessions.insert(history, nowMs);
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    async function state(payload: object): Promise<void> {
      const sent = { method: "PATCH", url: "/api/settings", payload } as const;
      assert.equal((await service.request(sent)).statusCode, 200);
    }

    async function ask(url: string) {
      const answer = await service.request({ url });
      assert.equal(answer.statusCode, 200, url);
      return answer.json();
    }

    test("is stored and given back in one spelling", async () => {
      await state({
        working_hours: { from: "09:00", to: "17:30" },
        days_off: [7, 6, 6],
        absences: [
          { from: "2026-08-01", to: "2026-08-02" },
          { from: "2026-07-01", to: "2026-07-14" },
        ],
      });
      const { working_hours, days_off, absences } = await ask("/api/settings");
      assert.deepEqual(working_hours, { from: "09:00", to: "17:30" });
      assert.deepEqual(days_off, [6, 7]);
      assert.deepEqual(
        absences.map(({ from }: { from: string }) => from),
        ["2026-07-01", "2026-08-01"],
      );
      await state({ working_hours: null, days_off: null, absences: null });
      assert.deepEqual((await ask("/api/settings")).own, []);
    });

    test("is refused where it cannot be, naming what is wrong", async () => {
      for (const [payload, field] of [
        [{ working_hours: { from: "9", to: "17:00" } }, "working_hours.from"],
        [{ working_hours: { from: "09:00", to: "25:00" } }, "working_hours.to"],
        [{ working_hours: { from: "09:00", to: "09:00" } }, "working_hours"],
        [{ absences: [{ from: "2026-07-02", to: "2026-07-01" }] }, "absences[0].to"],
        [{ absences: [{ from: "2026-02-30", to: "2026-03-01" }] }, "absences[0].from"],
      ] as const) {
        const { status, body } = await service.json({
          ...{ method: "PATCH", url: "/api/settings", payload },
        });
        assert.equal(status, 400);
        assert.match(JSON.stringify(body.errors), new RegExp(RegExp.escape(`"${field}"`)));
      }
      assert.deepEqual((await ask("/api/settings")).own, []);
    });

    test("empties the forecasts of stated absences, and leaves the others as they were", async () => {
      const usual = await ask("/api/prediction/week");
      await state({ absences: [{ from: dayText(2), to: dayText(4) }] });
      const week = await ask("/api/prediction/week");
      let left = 0;
      for (const [ahead, day] of week.predictions.entries()) {
        if (ahead >= 2 && ahead <= 4) {
          assert.deepEqual([day.predicted_sessions, day.expected_sessions], [0, 0], day.date);
          assert.deepEqual([day.sessions_interval.lower, day.sessions_interval.upper], [0, 0]);
          const alone = await ask(`/api/prediction/today?date=${day.date}`);
          assert.equal(alone.predicted_sessions, 0);
          assert.deepEqual(alone.recommended_schedule, []);
        } else {
          assert.deepEqual(day, usual.predictions[ahead]);
          left += day.expected_sessions;
        }
      }
      assert.ok(Math.abs(week.total_expected_sessions - left) < 0.5, `${left}`);
      assert.ok(week.total_interval.upper < usual.total_interval.upper);
      const url = `/api/models/session-predictor/explain?date=${dayText(3)}`;
      const { total, baseline, factors } = await ask(url);
      assert.equal(total, 0);
      const sum = factors.reduce(
        (all: number, one: { contribution: number }) => all + one.contribution,
        baseline,
      );
      assert.ok(Math.abs(sum) < 1e-3);
      await state({ absences: null });
      assert.deepEqual(await ask("/api/prediction/week"), usual);
    });

    test("counts what is done today, and expects no more of a day away", async () => {
      await state({ absences: [{ from: dayText(0), to: dayText(0) }] });
      assert.equal((await ask("/api/prediction/today")).predicted_sessions, 0);
      const payload = { start: "2026-03-02T09:00:00+01:00", duration_minutes: 25 };
      const stored = await service.json({ method: "POST", url: "/api/sessions", payload });
      assert.equal(stored.status, 201);
      const today = await ask("/api/prediction/today");
      assert.deepEqual([today.predicted_sessions, today.remaining_sessions], [1, 0]);
      const { id } = stored.body;
      await service.request({ method: "DELETE", url: `/api/sessions/${String(id)}` });
      await state({ absences: null });
    });

    test("takes stated absences of the past out of what is learned, and puts them back", async () => {
      const urls = [
        "/api/prediction/week",
        `/api/prediction/today?date=${dayText(-3)}`,
        "/api/track-record",
        "/api/trends?days=30",
        "/api/burnout-risk",
        "/api/detect-anomalies",
        "/api/models/anomaly-detector/explain",
      ];
      const all = () => Promise.all(urls.map(ask));
      const usual = await all();
      await state({ absences: [{ from: dayText(-20), to: dayText(-6) }] });
      const [week, past, record, trends, , { data }] = await all();
      assert.equal(week.data.days, usual[0].data.days - 15);
      assert.equal(past.data.days, usual[1].data.days - 15);
      assert.equal(record.scored_days, usual[2].scored_days - 15);
      assert.equal(trends.session_trend, "stable");
      assert.equal(data.days, usual[5].data.days, "from the first session on");
      await state({ absences: null });
      assert.deepEqual(await all(), usual);
    });

    for (const [from, to] of [
      ["09:00", "12:00"],
      ["13:30", "16:00"],
      ["18:00", "22:00"],
    ] as const) {
      test(`plans only from ${from} to ${to}, and nothing on days off`, async () => {
        await state({ working_hours: { from, to }, days_off: [3] });
        for (const day of ["tuesday", "wednesday", "friday"]) {
          const schedule = await ask(`/api/optimal-schedule?day=${day}&sessions=6`);
          const planned = schedule.optimal_schedule.sessions;
          const isOff = isoWeekday(parseDay(schedule.date) ?? 0) === 3;
          assert.equal(planned.length === 0, isOff, day);
          for (const { time, end_time } of planned) {
            assert.ok(minuteOf(time) >= minuteOf(from), time);
            assert.ok(minuteOf(end_time) <= minuteOf(to), end_time);
          }
          const forecast = await ask(`/api/prediction/today?date=${schedule.date}`);
          const hours = forecast.recommended_schedule;
          if (isOff) assert.deepEqual(hours, []);
          for (const { hour } of hours) {
            assert.ok(hour * 60 + 59 >= minuteOf(from) && hour * 60 < minuteOf(to), `${hour}`);
          }
        }
        await state({ working_hours: null, days_off: null });
      });
    }
  });
});
