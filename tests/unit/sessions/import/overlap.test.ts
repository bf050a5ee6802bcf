import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { NewSession } from "../../../../src/domain/session.ts";
import { measureOverlap } from "../../../../src/sessions/import/overlap.ts";
import { openZone } from "../../../../src/time/zone.ts";
import { MemoryTarget } from "./memory-target.ts";

const MINUTE = 60_000;
const run = { id: "an import", startedAtMs: 0, format: "csv", fileName: null } as const;

function session(startMinute: number, minutes: number, id: string): NewSession {
  return {
    ...{ id, userId: "eva", startedAtMs: startMinute * MINUTE, durationSeconds: minutes * 60 },
    ...{ preset: "deep_work", category: "A", task: null, rating: null, notes: null },
    completed: true,
  };
}

async function overlapOf(stored: readonly NewSession[], fresh: readonly NewSession[]) {
  const target = new MemoryTarget();
  await target.insert(run, stored, 0);
  return measureOverlap(fresh, target, "eva", openZone("Europe/Prague"));
}

test("sessions that touch do not overlap; one inside another does for its length", async () => {
  const stored = [session(0, 30, "a"), session(100, 60, "b")];
  const fresh = [session(30, 70, "c"), session(110, 10, "d")];
  assert.deepEqual(await overlapOf(stored, fresh), { sessions: 1, ms: 10 * MINUTE });
});

test("overlap is what counting minute by minute finds, over months as well", async () => {
  const spans = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60 })),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(spans, spans, fc.constantFrom(1, 500), async (stored, fresh, spread) => {
      const make = (kind: string, [start, minutes]: [number, number], index: number) =>
        session(start * spread, minutes, `${kind}${index}`);
      const known = stored.map((span, index) => make("stored", span, index));
      const added = fresh.map((span, index) => make("fresh", span, index));
      const taken = new Set(known.flatMap(minutesOf));
      const shared = added.map((each) => minutesOf(each).filter((at) => taken.has(at)).length);
      assert.deepEqual(await overlapOf(known, added), {
        sessions: shared.filter((minutes) => minutes > 0).length,
        ms: shared.reduce((sum, minutes) => sum + minutes, 0) * MINUTE,
      });
    }),
  );
});

function minutesOf({ startedAtMs, durationSeconds }: NewSession): number[] {
  const first = startedAtMs / MINUTE;
  return Array.from({ length: durationSeconds / 60 }, (_, index) => first + index);
}
