import { at } from "../../stats/at.ts";
import { slotOf } from "../../stats/day-ring.ts";
import { incompleteBeta } from "../../stats/student-t.ts";
import { SLOTS } from "./categories.ts";
import type { Tested } from "./finding.ts";
import { CATEGORIES, CATEGORY_SLOTS, LEAST_EFFECT, WEEK_DAYS } from "./parameters.ts";
import type { RecentDays } from "./recent-days.ts";
import { type AnomalyState, ageing } from "./state.ts";

/** Tests whether a category's share in the last seven dates has moved from its usual share. */
export function testCategoryShift(
  state: AnomalyState,
  days: RecentDays,
): Tested<"category_shift"> | undefined {
  const { categories } = state;
  const week = weekCounts(state, days.asked);
  const fresh = ageing.freshWeight(state.day, days.asked);
  let sessions = 0;
  let usualSessions = 0;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    sessions += at(week, slot);
    usualSessions += at(categories.usual, slot) / fresh;
  }
  if (sessions < CATEGORIES.minWeek || usualSessions < CATEGORIES.minUsual) return undefined;
  let largest = 0;
  let moved = -1;
  for (let slot = 0; slot < categories.names.length; slot += 1) {
    const change = at(week, slot) / sessions - at(categories.usual, slot) / fresh / usualSessions;
    if (Math.abs(change) > Math.abs(largest)) {
      largest = change;
      moved = slot;
    }
  }
  const category = categories.names[moved];
  if (category === undefined || Math.abs(largest) <= LEAST_EFFECT.categoryShare) return { tail: 1 };
  // Half a session is added to every category, so that a category that never occurred is not impossible.
  const usualShare =
    (at(categories.usual, moved) / fresh + 0.5) /
    (usualSessions + 0.5 * (categories.names.length + 1));
  const size = 1 / (inflation(state) * (1 / sessions + 1 / usualSessions)) - 1;
  // Continuity correction of half a session: counts are whole, and a continuous share of exactly 0 or 1 has no tail.
  const share = (at(week, moved) - 0.5 * Math.sign(largest)) / sessions;
  return {
    type: "category_shift",
    tail: shareTail(share, usualShare, size, categories.names.length),
    details: {
      category,
      changePercent: 100 * largest,
      baselineTop: topCategory(state),
      recentDistribution: distributionOf(state, week, sessions),
    },
  };
}

/** Overdispersion of daily shares: their scatter relative to independent sessions. */
function inflation({ categories }: AnomalyState): number {
  // Both sums are in hundredths with weights of 64 to 128; the expectation of a day with several sessions is about 1.
  const prior = CATEGORIES.inflationDays * 96 * 100;
  const daily =
    (categories.scatter + prior * CATEGORIES.inflation) / (categories.expectedScatter + prior);
  return Math.max(1, daily) * CATEGORIES.persistence;
}

/**
 * Tail probability of a share this far from the usual one, corrected for choosing the most extreme of several
 * categories.
 */
function shareTail(share: number, usual: number, size: number, categories: number): number {
  if (size <= 0) return 1;
  const a = usual * size;
  const b = (1 - usual) * size;
  const tail = share > usual ? incompleteBeta(1 - share, b, a) : incompleteBeta(share, a, b);
  return Math.min(1, tail * 2 * categories);
}

function weekCounts(state: AnomalyState, asked: number): Float64Array {
  const counts = new Float64Array(SLOTS);
  for (let ago = 0; ago < WEEK_DAYS; ago += 1) {
    const day = asked - ago;
    if (day > state.day || day <= state.day - WEEK_DAYS) continue;
    const start = slotOf(day, WEEK_DAYS) * SLOTS;
    for (let slot = 0; slot < SLOTS; slot += 1) {
      counts[slot] = at(counts, slot) + at(state.categories.recent, start + slot);
    }
  }
  return counts;
}

/** The most frequent category before the last week, or in the last week if there is none before it. */
export function topCategory(state: AnomalyState): string | null {
  const { names, usual } = state.categories;
  const counts = names.some((_, slot) => at(usual, slot) > 0)
    ? usual
    : weekCounts(state, state.day);
  let best: string | null = null;
  let most = 0;
  names.forEach((name, slot) => {
    if (at(counts, slot) > most) {
      most = at(counts, slot);
      best = name;
    }
  });
  return best;
}

function distributionOf(
  state: AnomalyState,
  week: Float64Array,
  sessions: number,
): (readonly [string | null, number])[] {
  const shares: (readonly [string | null, number])[] = [];
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const name = slot === CATEGORY_SLOTS ? null : (state.categories.names[slot] ?? null);
    const count = at(week, slot);
    if (count > 0) shares.push([name, (100 * count) / sessions]);
  }
  return shares.sort((a, b) => b[1] - a[1]);
}
