import assert from "node:assert/strict";
import { test } from "node:test";
import { briefingReaderRepository } from "../../../src/repositories/briefing-reader-repository.ts";
import {
  type BriefingOutcome,
  type BriefingSchedule,
  type BriefingScheduleParts,
  createBriefingSchedule,
} from "../../../src/services/ai/ahead/briefing-schedule.ts";
import { briefingTime } from "../../../src/services/ai/ahead/briefing-time.ts";
import type { AiCaller } from "../../../src/services/ai/answering.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { type ReaderOptions, readerView } from "../../support/ai/briefing-reader.ts";
import { manualAlarms } from "../../support/ai/manual-alarms.ts";
import { forEachDatabase, type OpenTestDatabase } from "../../support/databases.ts";
import { testClock } from "../../support/test-clock.ts";

/** Monday; the usual start is at 9:00. */
const EARLY = "2026-03-02T07:00:00+01:00";
const TODAY = parseDay("2026-03-02") ?? 0;

interface StageOptions {
  readonly processes?: number;
  readonly view?: Partial<ReaderOptions>;
  readonly parts?: Partial<BriefingScheduleParts>;
}

/** Processes on one database that look every minute who is due; ada read on each of the last three days. */
async function onStage(
  open: OpenTestDatabase,
  { processes = 1, view: known = {}, parts }: StageOptions,
  act: (stage: Stage) => Promise<void>,
): Promise<void> {
  const opened = await open();
  const clock = testClock(EARLY);
  const alarms = manualAlarms(clock);
  const readers = briefingReaderRepository(opened.database);
  const outcomes: BriefingOutcome[] = [];
  const asked: AiCaller[] = [];
  let change: Partial<ReaderOptions> = {};
  const viewOf = (userId: string) =>
    readerView({ ...known, ...change, userId, nowMs: clock.now() });
  const schedules = Array.from({ length: processes }, () =>
    createBriefingSchedule({
      ...{ readers, clock, after: alarms.after, leastReadDays: 3 },
      profiles: { now: async (userId) => viewOf(userId) },
      isProviderReady: () => true,
      async write(caller) {
        asked.push(caller);
        return { source: "model", from_cache: false };
      },
      onOutcome: (outcome) => outcomes.push(outcome),
      onTrouble: (error) => assert.ok(error instanceof Error),
      ...parts,
    }),
  );
  for (const schedule of schedules) schedule.start();
  for (const ago of [5, 4, 3]) await readers.noteRead("ada", "cs", TODAY - ago);
  await readers.setDue("ada", briefingTime(viewOf("ada"), TODAY)?.dueAtMs ?? clock.now());
  try {
    await act({
      ...{ clock, readers, schedules, outcomes, asked },
      async passMinutes(minutes) {
        for (let minute = 0; minute < minutes; minute += 1) {
          alarms.advance(60_000);
          await Promise.all(schedules.map((each) => each.settled()));
        }
      },
      change(next) {
        change = next;
      },
    });
  } finally {
    for (const schedule of schedules) await schedule.close();
    assert.equal(alarms.count, 0, "nothing is left to happen");
    await opened.close();
  }
}

interface Stage {
  readonly clock: ReturnType<typeof testClock>;
  readonly readers: ReturnType<typeof briefingReaderRepository>;
  readonly schedules: readonly BriefingSchedule[];
  readonly outcomes: readonly BriefingOutcome[];
  readonly asked: readonly AiCaller[];
  passMinutes(minutes: number): Promise<void>;
  /** What is known of the reader from now on. */
  change(view: Partial<ReaderOptions>): void;
}

const FAR_MS = Date.parse("2027-01-01T00:00:00Z");

forEachDatabase((_name, open) => {
  test("among several processes one writes the briefing, before the start and once a day", () =>
    onStage(open, { processes: 3 }, async (stage) => {
      await stage.passMinutes(90);
      assert.deepEqual(stage.outcomes, []);
      await stage.passMinutes(20);
      assert.deepEqual(stage.outcomes, ["written"]);
      assert.equal(stage.asked[0]?.userId, "ada");
      assert.equal(stage.asked[0]?.locale, "cs");
      await stage.passMinutes(12 * 60);
      assert.equal(stage.asked.length, 1);
      stage.clock.set("2026-03-03T08:58:00+01:00");
      await stage.readers.noteRead("ada", "cs", TODAY);
      await stage.passMinutes(1);
      assert.deepEqual(stage.outcomes, ["written", "written"]);
    }));

  test("the provider's breaker is left alone while it is open", () =>
    onStage(open, { parts: { isProviderReady: () => false } }, async (stage) => {
      await stage.passMinutes(120);
      assert.deepEqual(stage.outcomes, ["provider_resting"]);
      assert.deepEqual(stage.asked, []);
      const [next] = await stage.readers.due(FAR_MS, 10);
      assert.ok(next !== undefined && next.dueAtMs > stage.clock.now());
    }));

  test("nothing is written on a day off or in an absence that was stated after it became due", async () => {
    for (const workTimes of [
      { daysOff: new Set([1]) },
      { absences: [{ from: TODAY - 1, to: TODAY + 1 }] },
    ]) {
      await onStage(open, {}, async (stage) => {
        stage.change({ workTimes });
        await stage.passMinutes(180);
        assert.deepEqual(stage.outcomes, ["not_wanted"]);
        assert.deepEqual(stage.asked, []);
      });
    }
  });

  test("who has read it today, or reads it no more, gets none", () =>
    onStage(open, {}, async (stage) => {
      await stage.readers.noteRead("ada", "cs", TODAY);
      await stage.passMinutes(120);
      stage.clock.set("2026-03-12T09:00:00+01:00");
      await stage.passMinutes(1);
      assert.deepEqual(stage.outcomes, ["not_wanted", "not_wanted"]);
      assert.deepEqual(await stage.readers.due(FAR_MS, 10), []);
      assert.deepEqual(stage.asked, []);
    }));

  test("a process that was asleep does not write what nobody waits for any more", () =>
    onStage(open, {}, async (stage) => {
      stage.clock.set("2026-03-02T11:00:00+01:00");
      await stage.passMinutes(1);
      assert.deepEqual(stage.outcomes, ["too_late"]);
    }));

  test("who has moved to another zone is briefed in its morning", () =>
    onStage(open, {}, async (stage) => {
      stage.change({ zone: "Atlantic/Azores" });
      await stage.passMinutes(150);
      assert.deepEqual(stage.outcomes, []);
      stage.clock.set("2026-03-02T08:30:00-01:00");
      await stage.passMinutes(20);
      assert.deepEqual(stage.outcomes, ["written"]);
    }));

  test("both changes of the clocks keep the hour on the wall", async () => {
    for (const [friday, monday] of [
      ["2026-03-27T09:30:00+01:00", "2026-03-30T08:30:00+02:00"],
      ["2026-10-23T09:30:00+02:00", "2026-10-26T08:30:00+01:00"],
    ] as const) {
      await onStage(open, {}, async (stage) => {
        stage.clock.set(friday);
        const day = parseDay(friday.slice(0, 10)) ?? 0;
        for (const ago of [2, 1]) await stage.readers.noteRead("ada", "cs", day - ago);
        await stage.readers.noteRead("ada", "cs", day);
        await stage.passMinutes(1);
        const [next] = await stage.readers.due(FAR_MS, 10);
        const beforeStart = (Date.parse(monday) - (next?.dueAtMs ?? 0)) / 60_000;
        assert.ok(beforeStart <= -5 && beforeStart > -15, `${beforeStart} minutes`);
        stage.clock.set(monday);
        await stage.passMinutes(20);
        assert.deepEqual(stage.outcomes.slice(-1), ["written"]);
      });
    }
  });

  test("a failure is told, and tomorrow is another day", () =>
    onStage(
      open,
      { parts: { write: async () => Promise.reject(new Error("no profile")) } },
      async (stage) => {
        await stage.passMinutes(120);
        assert.deepEqual(stage.outcomes, ["failed"]);
        const [next] = await stage.readers.due(FAR_MS, 10);
        assert.ok(next !== undefined && next.dueAtMs > stage.clock.now());
      },
    ));

  test("what templates answer is no briefing written ahead", () =>
    onStage(
      open,
      { parts: { write: async () => ({ source: "template", from_cache: false }) } },
      async (stage) => {
        await stage.passMinutes(120);
        assert.deepEqual(stage.outcomes, ["template"]);
      },
    ));

  test("closing, and erasing the person, end what is being written", async () => {
    for (const end of ["close", "cancel"] as const) {
      const began = Promise.withResolvers<void>();
      const write = (caller: AiCaller) =>
        new Promise<{ source: "template"; from_cache: false }>((resolve) => {
          caller.options?.signal?.addEventListener("abort", () =>
            resolve({ source: "template", from_cache: false }),
          );
          began.resolve();
        });
      await onStage(open, { parts: { write } }, async (stage) => {
        const [schedule] = stage.schedules;
        assert.ok(schedule !== undefined);
        stage.clock.set("2026-03-02T08:50:00+01:00");
        void stage.passMinutes(1);
        await began.promise;
        await (end === "close" ? schedule.close() : schedule.cancel("ada"));
        assert.deepEqual(stage.outcomes, ["cancelled"]);
      });
    }
  });
});
