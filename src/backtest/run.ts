import { hasClockTimes } from "./clock-times.ts";
import { toTaskReport } from "./comparison.ts";
import type { History, RowProblem } from "./history.ts";
import { readHistory } from "./read-history.ts";
import type { BacktestReport } from "./report.ts";
import { type TaskResults, tryHistory } from "./tasks.ts";

export interface BacktestFile {
  /** File name for the report. */
  readonly file: string;
  /** Its content, in our CSV format. */
  readonly text: string;
}

export interface BacktestOptions {
  /** IANA zone for starts with an offset; without it, every start is used in its written local time. */
  readonly timeZone?: string;
  /** Files without meaningful clock times, which the noon task leaves out. */
  readonly withoutClockTimes?: readonly string[];
  /** Called after each history. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Backtests the session predictor and the baselines on these histories.
 *
 * The evaluation uses a rolling origin: every forecast uses only data known at its origin. One file is one person.
 *
 * @throws InputError when a file is unreadable; single invalid rows are reported and left out
 */
export function runBacktest(
  files: readonly BacktestFile[],
  options: BacktestOptions = {},
): BacktestReport {
  const problems: RowProblem[] = [];
  const histories = files.map(({ file, text }) => {
    const read = readHistory(file, text, options.timeZone);
    problems.push(...read.problems);
    return read.history;
  });
  const results = histories.map((history, index) => {
    const tried = tryHistory(history, clockTimesOf(history, options));
    options.onProgress?.(index + 1, histories.length);
    return { file: history.file, tried };
  });
  const reportOf = (task: keyof TaskResults) =>
    toTaskReport(results.map(({ file, tried }) => ({ file, result: tried[task] })));
  return {
    ...reportOf("week_ahead"),
    tasks: {
      week_ahead_daily: reportOf("week_ahead_daily"),
      early_weeks: reportOf("early_weeks"),
      first_days: reportOf("first_days"),
      newcomers_first_days: reportOf("newcomers_first_days"),
      newcomers_early_weeks: reportOf("newcomers_early_weeks"),
      newcomers_first_months: reportOf("newcomers_first_months"),
      noon: reportOf("noon"),
      week_total: reportOf("week_total"),
    },
    lengths: histories.map(({ file, counts }) => ({ file, days: counts.length })),
    problems,
  };
}

function clockTimesOf(history: History, { withoutClockTimes = [] }: BacktestOptions): boolean {
  return !withoutClockTimes.includes(history.file) && hasClockTimes(history);
}
