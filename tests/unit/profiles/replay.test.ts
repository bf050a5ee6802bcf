import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { toLearnedSession } from "../../../src/profiles/learned-session.ts";
import { sessionsByDay } from "../../../src/profiles/replay.ts";
import type { LearningRow } from "../../../src/repositories/session-repository.ts";
import { openZone } from "../../../src/time/zone.ts";

const cut = { zone: openZone("Europe/Prague"), dayStartHour: 4 };
const start = Date.UTC(2026, 2, 1);

const row = fc
  .record({
    id: fc.uuid(),
    endMinute: fc.integer({ min: 0, max: 60 * 24 * 90 }),
    durationSeconds: fc.integer({ min: 1, max: 200_000 }),
  })
  .map(({ id, endMinute, durationSeconds }): LearningRow => {
    const endedAtMs = start + endMinute * 60_000;
    return {
      id,
      startedAtMs: endedAtMs - durationSeconds * 1000,
      endedAtMs,
      durationSeconds,
      preset: "deep_work",
      category: "Other",
      rating: null,
      completed: true,
    };
  });

async function* inChunks(rows: readonly LearningRow[], size: number) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

describe("replaying rows that are ordered by their end", () => {
  test("yields days in order and sessions in the order of their start without losing any, for all chunk sizes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (rows, chunk) => {
          const byEnd = [...rows].sort((a, b) => a.endedAtMs - b.endedAtMs);
          const actual: string[] = [];
          let lastDay = Number.NEGATIVE_INFINITY;
          for await (const { day, sessions } of sessionsByDay(inChunks(byEnd, chunk), cut)) {
            assert.ok(day > lastDay);
            lastDay = day;
            for (const session of sessions) {
              assert.equal(session.day, day);
              actual.push(session.id);
            }
          }
          const expected = rows
            .map((each) => toLearnedSession(each, cut))
            .sort((a, b) => a.startedAtMs - b.startedAtMs || (a.id < b.id ? -1 : 1))
            .map((each) => each.id);
          assert.deepEqual(actual, expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("assigns a session across midnight to the day of its start", () => {
    const endedAtMs = Temporal.ZonedDateTime.from(
      "2026-11-24T00:10[Europe/Prague]",
    ).epochMilliseconds;
    const midnight = { zone: cut.zone, dayStartHour: 0 };
    const learned = toLearnedSession({ ...sample(endedAtMs), durationSeconds: 25 * 60 }, midnight);
    assert.equal(learned.startHour, 23);
    assert.equal(learned.startMinute, 23 * 60 + 45);
    assert.equal(learned.knownMinute, 24 * 60 + 10);
  });

  test("counts a forgotten timer as one day at most", () => {
    const learned = toLearnedSession({ ...sample(start), durationSeconds: 10_000_000 }, cut);
    assert.equal(learned.durationMinutes, 1440);
    assert.equal(start - learned.startedAtMs, 86_400_000);
  });
});

function sample(endedAtMs: number): LearningRow {
  return {
    id: "00000000-0000-4000-8000-000000000000",
    startedAtMs: endedAtMs - 60_000,
    endedAtMs,
    durationSeconds: 60,
    preset: "deep_work",
    category: "Other",
    rating: null,
    completed: true,
  };
}
