import { meanOf, type Pmf } from "../../stats/pmf.ts";
import type { DayBaseline, NoonBaseline, NoonKnowledge } from "./baseline.ts";
import { countPmf, histogramPmf, pointPmf, shiftedPmf } from "./pmf-makers.ts";
import { sameWeekday } from "./same-weekday.ts";

/** A day-ahead method at noon, truncated below the sessions already done. */
export function cutAtDone(method: DayBaseline): NoonBaseline {
  return ({ counts, done }) => {
    const forecast = method(counts, 0);
    const possible = Array.from(forecast).flatMap((probability, count): [number, number][] =>
      count >= done && probability > 1e-12 ? [[count, probability]] : [],
    );
    return histogramPmf(possible) ?? pointPmf(done);
  };
}

/** The sessions so far, plus a Poisson number with the weekday's mean afternoon. */
export const weekdayAfternoonsPoisson: NoonBaseline = (known) => {
  const mean = meanOf(afternoonsOfWeekday(known));
  return shiftedPmf(countPmf(mean, mean), known.done);
};

/** The sessions so far, plus the distribution of the weekday's past afternoons. */
export const weekdayAfternoons: NoonBaseline = (known) =>
  shiftedPmf(afternoonsOfWeekday(known), known.done);

function afternoonsOfWeekday(known: NoonKnowledge): Pmf {
  const afternoons = sameWeekday(afternoonsOf(known), 0);
  return histogramPmf(afternoons.map((count) => [count, 1])) ?? pointPmf(0);
}

function afternoonsOf({ counts, mornings }: NoonKnowledge): number[] {
  return counts.map((count, day) => count - (mornings[day] ?? 0));
}

const LIKENESS = { halfLifeDays: 60, bandwidth: 0.3, otherClass: 0.1 } as const;

/** The sessions so far, plus the afternoons of days with a similar morning; the strongest of the simple methods. */
export const similarMornings: NoonBaseline = (known) => {
  const { mornings, done, weekday } = known;
  const today = mornings.length;
  const afternoons = afternoonsOf(known).map((count, day): [number, number] => {
    const distance = (Math.sqrt(mornings[day] ?? 0) - Math.sqrt(done)) / LIKENESS.bandwidth;
    const other = (((weekday - (today - day)) % 7) + 7) % 7;
    const sameClass = other < 5 === weekday < 5;
    const weight =
      0.5 ** ((today - day) / LIKENESS.halfLifeDays) *
      Math.exp(-0.5 * distance * distance) *
      (sameClass ? 1 : LIKENESS.otherClass);
    return [done + count, weight];
  });
  return histogramPmf(afternoons) ?? pointPmf(done);
};
