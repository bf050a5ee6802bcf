import type { EpochDay } from "../time/calendar.ts";
import { DATE_MARGIN_DAYS } from "./replay.ts";

/** A fold that has learned every session of the days before `day`, and none after. */
export interface Checkpoint {
  readonly day: EpochDay;
  /** The data version read before the sessions were: what the fold holds is at least this new. */
  readonly version: number;
  readonly sessions: number;
  /** The profile as `encodeProfile` writes it. */
  readonly state: Uint8Array;
}

/**
 * Ages in days at which checkpoints are kept. Most changes touch the last days and cost a replay of those;
 * a change years back, or a question about a past date, costs a replay of at most about two thirds of its age.
 */
const CHECKPOINT_AGES_DAYS = [4, 11, 32, 95, 285, 855, 2565] as const;

/** Folds of fewer sessions leave no checkpoint behind: replaying them again is cheaper. */
export const WORTH_SESSIONS = 200;

/** The days at which to keep checkpoints when today is `today`, oldest first. */
export function checkpointDays(today: EpochDay): EpochDay[] {
  return CHECKPOINT_AGES_DAYS.map((age) => today - age).reverse();
}

/**
 * Whether a checkpoint still holds after everything since its version, given the earliest stored date that
 * changed (`undefined`: nothing did).
 */
export function stillHolds(day: EpochDay, firstChangedDay: EpochDay | undefined): boolean {
  return firstChangedDay === undefined || day <= firstChangedDay - DATE_MARGIN_DAYS;
}
