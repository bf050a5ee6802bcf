import { at } from "../../stats/at.ts";
import { normalCdf } from "../../stats/normal-distribution.ts";
import { rateChange } from "../../stats/rate-change.ts";
import { countBaseline } from "./count-baseline.ts";
import type { FindingDetails, Tested } from "./finding.ts";
import { BASELINE_DAYS, COUNTS, LEAST_EFFECT, SHIFT_AGE } from "./parameters.ts";
import { ASKED, type RecentDays } from "./recent-days.ts";

/**
 * Tests whether the number of sessions per day moved to another level some days ago and has stayed there.
 *
 * Every closed day of the last weeks is a candidate change point. The statistic is the generalised likelihood ratio for
 * a change of rate, divided by the person's overdispersion from day to day and from week to week. The tail probability
 * is that of the best change point alone; the limit in `ALARM_TAIL` allows for the number of candidates.
 *
 * @see Basseville & Nikiforov, Detection of Abrupt Changes (1993), section 2.4.3
 */
export function testLevelShift(days: RecentDays): Tested<"level_shift"> | undefined {
  let strongest = 0;
  let details: FindingDetails["level_shift"] | undefined;
  let tested = false;
  let after = 0;
  let exposureAfter = 0;
  for (let age = 1; age <= SHIFT_AGE.most; age += 1) {
    const first = ASKED - age;
    const exposed = at(days.exposure, first);
    exposureAfter += exposed;
    if (exposed > 0) after += at(days.sessions, first);
    if (age < SHIFT_AGE.least || exposureAfter < SHIFT_AGE.least / 2) continue;
    const before = countBaseline(days, first - BASELINE_DAYS, first - 1);
    if (before === undefined) continue;
    tested = true;
    const change = rateChange(
      { count: before.level * before.exposure, exposure: before.exposure },
      { count: after, exposure: exposureAfter },
    );
    const inflation = before.dispersion + 7 * change.pooledRate * COUNTS.weekSpread ** 2;
    const size = Math.abs(change.signedRoot) / Math.sqrt(inflation);
    const rate = after / exposureAfter;
    const matters =
      rate >= before.level * LEAST_EFFECT.levelRatio ||
      rate <= before.level / LEAST_EFFECT.levelRatio;
    if (!matters || size <= strongest) continue;
    strongest = size;
    details = {
      direction: rate > before.level ? "up" : "down",
      sinceDay: days.asked - age,
      before: before.level,
      after: rate,
    };
  }
  if (details === undefined) return tested ? { tail: 1 } : undefined;
  return { type: "level_shift", tail: 2 * normalCdf(-strongest), details };
}
