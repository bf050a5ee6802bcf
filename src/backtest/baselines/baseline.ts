import type { Pmf } from "../../stats/pmf.ts";

/**
 * A simple baseline method. It receives only data known at the origin.
 *
 * @param counts sessions of all known days, oldest first
 * @param ahead 0 for the day after the last known one … 6
 * @returns probabilities of 0 … 60
 */
export type DayBaseline = (counts: readonly number[], ahead: number) => Pmf;

/** Data known at noon of a day. */
export interface NoonKnowledge {
  /** Sessions of all earlier days, oldest first. */
  readonly counts: readonly number[];
  /** Those of them that started before noon. */
  readonly mornings: readonly number[];
  /** Sessions today that started before noon. */
  readonly done: number;
  /** 0 = Monday. */
  readonly weekday: number;
}

/** @returns probabilities of 0 … 60 for the whole day; 0 below the sessions already done */
export type NoonBaseline = (known: NoonKnowledge) => Pmf;
