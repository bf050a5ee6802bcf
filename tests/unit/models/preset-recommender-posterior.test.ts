import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { usualPreset } from "../../../benchmarks/quality/preset-recommender/usual-preset.ts";
import { PRESETS } from "../../../src/domain/session.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { PARAMETERS } from "../../../src/models/preset-recommender/parameters.ts";
import { presetRecommender } from "../../../src/models/preset-recommender/preset-recommender.ts";
import { noiseSd } from "../../../src/models/preset-recommender/reward-posterior.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { assertClose } from "../../support/assert-close.ts";
import { figureOf } from "../../support/figure-of.ts";
import { FIRST_DAY, inOrder, momentOn } from "../../support/learned-histories.ts";

/**
 * The model as its page states it, by brute force: expected ratings are normal variables whose covariance is a
 * sum of what two situations share, and the posterior is that of a Gaussian process over single sessions.
 */
const TIME_ENDS = [6, 9, 12, 14, 17, 20, 24];
const TIME_MIDDLES = [3, 7.5, 10.5, 13, 15.5, 18.5, 22];

interface Situation {
  readonly preset: string;
  readonly hour: number;
  readonly place: number;
  readonly weekend: boolean;
}

function sharedPart(a: Situation, b: Situation, spread: Record<string, number>): number {
  const timeOf = (hour: number) => TIME_ENDS.findIndex((end) => hour < end);
  const orderOf = (place: number) => Math.min(2, Math.floor((place - 1) / 2));
  const apart = Math.abs((TIME_MIDDLES[timeOf(a.hour)] ?? 0) - (TIME_MIDDLES[timeOf(b.hour)] ?? 0));
  const hours = Math.min(apart, 24 - apart);
  const { level = 0, time = 0, order = 0, weekend = 0 } = spread;
  return (
    level ** 2 +
    time ** 2 * Math.exp(-hours / PARAMETERS.timeReachHours) +
    (orderOf(a.place) === orderOf(b.place) ? order ** 2 : 0) +
    (a.weekend === b.weekend ? weekend ** 2 : 0)
  );
}

function covariance(a: Situation, b: Situation, noise: number): number {
  const own = a.preset === b.preset ? sharedPart(a, b, PARAMETERS.perPreset) : 0;
  return noise ** 2 * (sharedPart(a, b, PARAMETERS.shared) + own);
}

function priorMean({ preset, hour }: Situation, noise: number): number {
  const lead = usualPreset(hour) === preset ? PARAMETERS.usualPresetLead * noise : 0;
  return PARAMETERS.populationMean + lead;
}

/** Solves `matrix · x = target` by elimination with row exchange. */
function solve(matrix: number[][], target: number[]): number[] {
  const rows = matrix.map((row, index) => [...row, target[index] ?? 0]);
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    const best = rows
      .slice(pivot)
      .reduce((a, b) => (Math.abs(b[pivot] ?? 0) > Math.abs(a[pivot] ?? 0) ? b : a));
    const at = rows.indexOf(best);
    [rows[pivot], rows[at]] = [best, rows[pivot] ?? []];
    for (const row of rows) {
      if (row === best) continue;
      const factor = (row[pivot] ?? 0) / (best[pivot] ?? 1);
      for (let column = pivot; column < row.length; column += 1) {
        row[column] = (row[column] ?? 0) - factor * (best[column] ?? 0);
      }
    }
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] ?? 1));
}

function bruteForce(sessions: readonly LearnedSession[], asked: Situation, noise: number) {
  const places = new Map<number, number>();
  const seen = sessions.flatMap((session) => {
    const place = (places.get(session.day) ?? 0) + 1;
    places.set(session.day, place);
    const { preset, startHour: hour, rating, day } = session;
    return rating === null ? [] : [{ preset, hour, place, weekend: isoWeekday(day) >= 6, rating }];
  });
  const matrix = seen.map((a, i) =>
    seen.map((b, j) => covariance(a, b, noise) + (i === j ? noise ** 2 : 0)),
  );
  const links = seen.map((situation) => covariance(situation, asked, noise));
  const weights = solve(
    matrix,
    seen.map((situation) => situation.rating - priorMean(situation, noise)),
  );
  const reduction = solve(matrix, links);
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  return {
    mean: priorMean(asked, noise) + dot(links, weights),
    sd: Math.sqrt(covariance(asked, asked, noise) - dot(links, reduction)),
  };
}

describe("preset-recommender: posterior", () => {
  test("agrees with brute force over single sessions", () => {
    // Within two days of the start of a half-life all sessions weigh the same, so ageing drops out.
    const halfLifeStart = Math.ceil(FIRST_DAY / 90) * 90;
    const session = fc.record({
      day: fc.constantFrom(halfLifeStart, halfLifeStart + 1),
      startHour: fc.integer({ min: 0, max: 23 }),
      preset: fc.constantFrom(...PRESETS),
      rating: fc.option(fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10)),
    });
    fc.assert(
      fc.property(
        fc.array(session, { maxLength: 14 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 7 }),
        (given, hour, place) => {
          const sessions = inOrder(given);
          const state = fold(presetRecommender, presetRecommender.empty(), sessions);
          presetRecommender.advance(state, halfLifeStart + 1);
          const fresh = PARAMETERS.ageing.weightOf(halfLifeStart + 1);
          const exact = PARAMETERS.ageing.weightOf(halfLifeStart);
          assert.equal(fresh, exact);
          const asked = { ...momentOn(halfLifeStart), wallHour: hour };
          const query = { asked, isoWeekday: 6 as const, category: null, orderInDay: place };
          const { scores, scoreSds } = presetRecommender.predict(state, query).value;
          const noise = noiseSd(state, fresh);
          for (const preset of PRESETS) {
            const situation = { preset, hour, place, weekend: true };
            const expected = bruteForce(sessions, situation, noise);
            assertClose(
              figureOf(scores, preset),
              Math.min(100, Math.max(0, expected.mean)),
              1e-6,
              preset,
            );
            assertClose(figureOf(scoreSds, preset), expected.sd, 1e-6, preset);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("the noise is that of ratings around their own cell, whatever the cells' means are", () => {
    const sessions = inOrder(
      Array.from({ length: 400 }, (_, index) => ({
        day: FIRST_DAY + Math.floor(index / 2),
        startHour: index % 2 === 0 ? 8 : 20,
        preset: "learning",
        // 30 or 90 by hour, and six points up or down.
        rating: (index % 2 === 0 ? 30 : 90) + (Math.floor(index / 2) % 2 === 0 ? 6 : -6),
      })),
    );
    const state = fold(presetRecommender, presetRecommender.empty(), sessions);
    const fresh = PARAMETERS.ageing.freshWeight(FIRST_DAY + 200, FIRST_DAY + 200);
    const noise = noiseSd(state, fresh);
    assert.ok(noise > 6 && noise < 8, `noise ${noise}`);
  });
});
