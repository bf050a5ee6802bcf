import type { EpochDay } from "../time/calendar.ts";

/** One person's history, cut into days from the first to the last date, empty days included. */
export interface History {
  /** What the caller called the file. */
  readonly file: string;
  readonly firstDay: EpochDay;
  /** For every day the minutes past midnight at which a completed session started, ascending. */
  readonly starts: readonly (readonly number[])[];
  /** Sessions per day, at most 60. */
  readonly counts: readonly number[];
}

/** A row that could not be read and was left out. */
export interface RowProblem {
  readonly file: string;
  /** 1 is the heading. */
  readonly line: number;
  readonly problem: string;
}
