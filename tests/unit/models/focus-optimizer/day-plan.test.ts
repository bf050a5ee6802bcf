import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { BUILT_IN_PRESETS } from "../../../../src/domain/preset.ts";
import { type PlanRequest, planDay } from "../../../../src/models/focus-optimizer/day-plan.ts";

/** Every feasible set of sessions, tried one by one: the most sessions, then the highest sum of utilities. */
function bestByTrying(request: PlanRequest): { readonly count: number; readonly utility: number } {
  const { startMinute, endMinute } = request.workingHours;
  function search(from: number, left: number): { count: number; utility: number } {
    let best = { count: 0, utility: 0 };
    if (left === 0) return best;
    for (let start = from; start < endMinute; start += 15) {
      request.presets.forEach(({ workMinutes: work, breakMinutes: rest }, preset) => {
        const blocked = request.busy.some(
          (span) => span.startMinute < start + work && span.endMinute > start,
        );
        if (start + work > endMinute || blocked) return;
        const next = Math.ceil((start + Math.max(60, work + rest)) / 15) * 15;
        const tail = search(next, left - 1);
        const count = tail.count + 1;
        const utility = tail.utility + request.utilityAt(start, preset);
        if (count > best.count || (count === best.count && utility > best.utility)) {
          best = { count, utility };
        }
      });
    }
    return best;
  }
  return search(
    Math.ceil(Math.max(startMinute, request.earliestMinute) / 15) * 15,
    request.sessions,
  );
}

describe("day plan", () => {
  test("is as good as the best of all feasible plans", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 30, max: 300 }),
        fc.integer({ min: 0, max: 90 }),
        fc.array(fc.tuple(fc.integer({ min: 360, max: 660 }), fc.integer({ min: 5, max: 60 })), {
          maxLength: 2,
        }),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 80, maxLength: 80 }),
        (sessions, length, late, meetings, utilities) => {
          const request: PlanRequest = {
            presets: BUILT_IN_PRESETS,
            sessions,
            workingHours: { startMinute: 360, endMinute: 360 + length },
            earliestMinute: 360 + late,
            busy: meetings.map(([start, minutes]) => ({
              startMinute: start,
              endMinute: start + minutes,
            })),
            kept: [],
            utilityAt: (start, preset) => utilities[((start - 360) / 15) * 4 + preset] ?? 1,
          };
          const plan = planDay(request);
          const best = bestByTrying(request);
          const utility = plan.reduce((sum, session) => sum + session.utility, 0);
          assert.equal(plan.length, best.count);
          // Utilities are compared in hundredths of a point.
          assert.ok(Math.abs(utility - best.utility) < 0.02, `${utility} against ${best.utility}`);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("no room, no plan", () => {
    const request: PlanRequest = {
      presets: BUILT_IN_PRESETS,
      sessions: 3,
      workingHours: { startMinute: 600, endMinute: 620 },
      earliestMinute: 0,
      busy: [],
      kept: [],
      utilityAt: () => 1,
    };
    assert.deepEqual(planDay(request), []);
    assert.deepEqual(
      planDay({ ...request, workingHours: { startMinute: 600, endMinute: 500 } }),
      [],
    );
  });
});
