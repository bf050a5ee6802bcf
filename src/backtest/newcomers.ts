import { dayAhead } from "../models/session-predictor/day-ahead.ts";
import type { Pmf } from "../stats/pmf.ts";
import type { DayBaseline } from "./baselines/baseline.ts";
import { seasonalPoolTuned } from "./baselines/seasonal-pool.ts";
import { shrunkenMean } from "./baselines/shrunken-mean.ts";
import { weekdayDecayedMean } from "./baselines/weekday-mean.ts";
import type { History } from "./history.ts";
import { runModel } from "./model-run.ts";
import type { HistoryScores, SkipReason } from "./report.ts";
import { meanScores, ScoreSheet } from "./scores.ts";

/** Bands of known days at the origin, both ends inclusive. */
const BANDS = {
  newcomers_first_days: [3, 13],
  newcomers_early_weeks: [14, 27],
  newcomers_first_months: [28, 83],
} as const;

export type NewcomerTask = keyof typeof BANDS;
type Band = readonly [from: number, to: number];

/** The baselines that perform best with little history; the others would only double the time. */
const BASELINES: Readonly<Record<string, DayBaseline>> = {
  shrunken_mean: shrunkenMean,
  weekday_decayed_mean: weekdayDecayedMean,
  seasonal_pool_tuned: seasonalPoolTuned,
};

/** Smallest distance between two starts. */
const MIN_DAYS_APART = 21;
/** Days of data needed after a start. */
const MIN_DAYS_LEFT = 60;
/** Days used after a start: three months. */
const KEPT_DAYS = 91;
/** Forecast horizon in days. */
const DAYS_AHEAD = 7;

/**
 * Scores forecasts in the first weeks of a person. A history has only one beginning, which is too little data. Each
 * history is therefore restarted at many active days without the data before, and every day of the next three months is
 * an origin.
 *
 * @returns for each band of known days, the mean over this person's starts with equal weight
 */
export function tryNewcomers(
  history: History,
  scale: number,
): Record<NewcomerTask, HistoryScores | SkipReason> {
  const starts = startsOf(history.counts).map((start) => scoreStart(history, start));
  const finish = (task: NewcomerTask): HistoryScores | SkipReason => {
    const scored = starts.flatMap((start) => start[task] ?? []);
    if (scored.length === 0) return "too_short";
    if (!(scale > 0)) return "no_variation";
    const scoresOf = (name: string) =>
      meanScores(scored.flatMap((sheets) => sheets.get(name)?.scores() ?? []));
    return {
      file: history.file,
      days: history.counts.length,
      origins: scored.length,
      scale,
      model: scoresOf("model"),
      baselines: Object.fromEntries(Object.keys(BASELINES).map((name) => [name, scoresOf(name)])),
    };
  };
  return {
    newcomers_first_days: finish("newcomers_first_days"),
    newcomers_early_weeks: finish("newcomers_early_weeks"),
    newcomers_first_months: finish("newcomers_first_months"),
  };
}

/** Active days at least three weeks apart with at least two months left, beginning with the first active day. */
function startsOf(counts: readonly number[]): number[] {
  const starts: number[] = [];
  for (let day = 0; day + MIN_DAYS_LEFT <= counts.length; day++) {
    const apart = day - (starts.at(-1) ?? Number.NEGATIVE_INFINITY);
    if (counts[day] !== 0 && apart >= MIN_DAYS_APART) starts.push(day);
  }
  return starts;
}

type Sheets = ReadonlyMap<string, ScoreSheet>;

function scoreStart(history: History, start: number): Partial<Record<NewcomerTask, Sheets>> {
  const cut: History = {
    file: history.file,
    firstDay: history.firstDay + start,
    starts: history.starts.slice(start, start + KEPT_DAYS),
    counts: history.counts.slice(start, start + KEPT_DAYS),
  };
  const sheets: Partial<Record<NewcomerTask, Sheets>> = {};
  runModel(cut, {
    atDayStart(state, known) {
      const task = bandOf(known);
      if (task === undefined || known + DAYS_AHEAD > cut.counts.length) return;
      const into = sheets[task] ?? newSheets();
      sheets[task] = into;
      const past = cut.counts.slice(0, known);
      for (let ahead = 0; ahead < DAYS_AHEAD; ahead++) {
        const actual = cut.counts[known + ahead] ?? 0;
        const add = (name: string, forecast: Pmf) => into.get(name)?.add(forecast, actual);
        add("model", dayAhead(state, cut.firstDay + known + ahead, ahead).pmf);
        for (const [name, method] of Object.entries(BASELINES)) add(name, method(past, ahead));
      }
    },
    atNoon() {},
  });
  return sheets;
}

function bandOf(known: number): NewcomerTask | undefined {
  const isIn = ([from, to]: Band) => known >= from && known <= to;
  if (isIn(BANDS.newcomers_first_days)) return "newcomers_first_days";
  if (isIn(BANDS.newcomers_early_weeks)) return "newcomers_early_weeks";
  return isIn(BANDS.newcomers_first_months) ? "newcomers_first_months" : undefined;
}

function newSheets(): Sheets {
  return new Map(["model", ...Object.keys(BASELINES)].map((name) => [name, new ScoreSheet()]));
}
