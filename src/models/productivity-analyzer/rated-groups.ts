import type { GroupTally } from "../../stats/group-tally.ts";
import { normalQuantile } from "../../stats/normal-distribution.ts";
import { type Estimate, shrunkenMean } from "../../stats/shrunken-mean.ts";
import { PARAMETERS } from "./parameters.ts";

/** Rating statistics of one group of sessions. */
export interface RatedGroup {
  /** Number of rated sessions. */
  readonly ratings: number;
  /** Their unweighted mean, 0–100; `null` without any. */
  readonly mean: number | null;
  /** Aged mean, shrunk towards the person's usual level when there are few ratings. */
  readonly shrunkenMean: number;
  /** 80 % interval of the true mean. */
  readonly low: number;
  readonly high: number;
}

export interface NamedGroup extends RatedGroup {
  readonly name: string;
  /** All sessions, rated or not. */
  readonly sessions: number;
  readonly completed: number;
}

const HALF_WIDTH = normalQuantile((1 + PARAMETERS.intervalLevel) / 2);

function limited(rating: number): number {
  return Math.min(100, Math.max(0, rating));
}

/** @param hundredths unweighted sum of the ratings, in hundredths of a point */
export function ratedGroup(ratings: number, hundredths: number, estimate: Estimate): RatedGroup {
  const half = HALF_WIDTH * estimate.sd;
  return {
    ratings,
    mean: ratings === 0 ? null : hundredths / ratings / 100,
    shrunkenMean: limited(estimate.mean),
    low: limited(estimate.mean - half),
    high: limited(estimate.mean + half),
  };
}

/**
 * All rows of a tally with sessions, most sessions first; ties are ordered by name.
 * @param level the person's own mean
 * @param fresh weight of one session on the queried day
 */
export function namedGroups(
  tally: GroupTally,
  level: number,
  noiseSd: number,
  fresh: number,
): NamedGroup[] {
  const prior = { mean: level, sd: PARAMETERS.groupSpread * noiseSd };
  const groups = tally.names.flatMap((name, row) => {
    const sessions = tally.sessions[row] ?? 0;
    if (sessions === 0) return [];
    const weight = tally.ratedWeight[row] ?? 0;
    const aged = weight > 0 ? (tally.ratedTenths[row] ?? 0) / weight / 10 : level;
    const estimate = shrunkenMean(weight / fresh, aged, noiseSd ** 2, prior);
    return [
      {
        name,
        sessions,
        completed: tally.completed[row] ?? 0,
        ...ratedGroup(tally.ratings[row] ?? 0, tally.ratingHundredths[row] ?? 0, estimate),
      },
    ];
  });
  return groups.sort((a, b) => b.sessions - a.sessions || (a.name < b.name ? -1 : 1));
}
