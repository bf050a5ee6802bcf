import type { EpochDay } from "../time/calendar.ts";

/** One person's history, divided into days from the first to the last date, including empty days. */
export interface History {
  /** File name given by the caller. */
  readonly file: string;
  readonly firstDay: EpochDay;
  /** For each day, the start minutes of completed sessions after midnight, ascending. */
  readonly starts: readonly (readonly number[])[];
  /** Sessions per day, at most 60. */
  readonly counts: readonly number[];
}

/** A row that was unreadable and left out. */
export interface RowProblem {
  readonly file: string;
  /** 1 is the header. */
  readonly line: number;
  readonly problem: string;
}
