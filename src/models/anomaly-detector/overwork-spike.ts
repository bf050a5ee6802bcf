import { at } from "../../stats/at.ts";
import { countAtLeast } from "../../stats/count-tail.ts";
import { countBaseline } from "./count-baseline.ts";
import type { Tested } from "./finding.ts";
import { BASELINE_DAYS, COUNTS, LEAST_EFFECT, RECENT_DAYS } from "./parameters.ts";
import { ASKED, type RecentDays, sumDays } from "./recent-days.ts";

/**
 * Tests whether there are many more sessions than usual on the last three dates. Today is included with the sessions so
 * far; in the morning, the three closed dates before it may give a stronger result.
 */
export function testOverworkSpike(days: RecentDays): Tested<"overwork_spike"> | undefined {
  const today = spikeOn(days, ASKED);
  const closed = spikeOn(days, ASKED - 1);
  if (today === undefined || closed === undefined) return today ?? closed;
  return closed.tail < today.tail ? closed : today;
}

function spikeOn(days: RecentDays, last: number): Tested<"overwork_spike"> | undefined {
  const first = last - RECENT_DAYS + 1;
  const baseline = countBaseline(days, first - BASELINE_DAYS, first - 1);
  if (baseline === undefined) return undefined;
  const { running } = days;
  // Sessions in a stated absence are excluded from the comparison.
  const sessions = at(running.sessions, last + 1) - at(running.sessions, first);
  const expected = baseline.level * sumDays(days.exposure, first, last);
  if (expected <= 0) return undefined;
  const ratio = sessions / expected;
  if (ratio <= LEAST_EFFECT.overwork || sessions < COUNTS.leastSessions) return { tail: 1 };
  const levelVariance = baseline.dispersion / (baseline.level * baseline.exposure);
  const variance =
    expected * baseline.dispersion + expected ** 2 * (levelVariance + COUNTS.weekSpread ** 2);
  return {
    type: "overwork_spike",
    tail: countAtLeast(sessions, expected, variance),
    details: {
      ratioPercent: 100 * ratio,
      currentAverage: sessions / RECENT_DAYS,
      baselineAverage: expected / RECENT_DAYS,
      excessPercent: 100 * (ratio - 1),
    },
  };
}
