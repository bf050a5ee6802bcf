import type { History } from "../../../src/backtest/history.ts";
import { runModel } from "../../../src/backtest/model-run.ts";
import { openRandomStream, type RandomStream } from "../../../src/demo/random-stream.ts";
import { learnCount } from "../../../src/models/session-predictor/close-day.ts";
import { dayAhead, weekAhead } from "../../../src/models/session-predictor/day-ahead.ts";
import type { SessionPredictorState } from "../../../src/models/session-predictor/state.ts";
import { crps } from "../../../src/stats/crps.ts";
import { centralInterval, type Pmf } from "../../../src/stats/pmf.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { rounded } from "../support/results-file.ts";

const DAYS = 7;
const FIRST_ORIGIN = 28;
const WEEK_BINS = DAYS * 60 + 1;

/**
 * Week totals the other way: draw tomorrow, let the model learn from it, draw the day after, and so on, many times over.
 * Scored beside the answer's own distribution at the same weekly origins; scores are in sessions.
 */
export function compareWithSimulation(
  histories: readonly History[],
  draws: number,
): Record<string, number> {
  const own = new Totals();
  const drawn = new Totals();
  histories.forEach((history, person) => {
    const stream = openRandomStream(person + 1, 7);
    runModel(history, {
      atNoon() {},
      atDayStart(state, known) {
        const coming = history.counts.slice(known, known + DAYS);
        if (known < FIRST_ORIGIN || known % DAYS !== 0 || coming.length < DAYS) return;
        const actual = coming.reduce((sum, count) => sum + count, 0);
        const day = history.firstDay + known;
        own.add(weekAhead(state, day, 0), actual);
        drawn.add(drawWeeks(state, day, draws, stream), actual);
      },
    });
  });
  return {
    people: histories.length,
    ...own.figures("own"),
    ...drawn.figures("drawn"),
  };
}

function drawWeeks(
  state: SessionPredictorState,
  day: number,
  draws: number,
  stream: RandomStream,
): Float64Array {
  const pmf = new Float64Array(WEEK_BINS);
  // Clock times are no part of the count model, and copying them takes longest.
  const start = { ...state, arrivalCounts: [], arrivalMinutes: [], openMinutes: [] };
  for (let draw = 0; draw < draws; draw++) {
    const copy = structuredClone(start);
    let total = 0;
    for (let ahead = 0; ahead < DAYS; ahead++) {
      copy.openDay = day + ahead;
      const count = pick(dayAhead(copy, day + ahead, 0).pmf, stream.uniform());
      total += count;
      learnCount(copy, isoWeekday(day + ahead) - 1, count);
    }
    pmf[total] = (pmf[total] ?? 0) + 1 / draws;
  }
  return pmf;
}

function pick(pmf: Pmf, share: number): number {
  let below = 0;
  for (let count = 0; count < pmf.length; count++) {
    below += pmf[count] ?? 0;
    if (share < below) return count;
  }
  return pmf.length - 1;
}

class Totals {
  #cases = 0;
  #crps = 0;
  #inside = 0;
  #stated = 0;

  add(forecast: Pmf, actual: number): void {
    const padded = new Float64Array(WEEK_BINS);
    for (let count = 0; count < Math.min(forecast.length, WEEK_BINS); count++) {
      padded[count] = forecast[count] ?? 0;
    }
    const { lower, upper, mass } = centralInterval(padded, 0.8);
    this.#cases += 1;
    this.#crps += crps(padded, actual);
    this.#inside += actual >= lower && actual <= upper ? 1 : 0;
    this.#stated += mass;
  }

  figures(name: string): Record<string, number> {
    return {
      [`${name}Crps`]: rounded(this.#crps / this.#cases),
      [`${name}Coverage80`]: rounded(this.#inside / this.#cases),
      [`${name}Stated80`]: rounded(this.#stated / this.#cases),
    };
  }
}
