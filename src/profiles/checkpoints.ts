import type { EpochDay } from "../time/calendar.ts";
import { DATE_MARGIN_DAYS } from "./replay.ts";

/** A fold that has learned every session of the days before `day`, and no later one. */
export interface Checkpoint {
  readonly day: EpochDay;
  /** The data version, read before the sessions: the fold is at least this new. */
  readonly version: number;
  readonly sessions: number;
  /** The profile, encoded by `encodeProfile`. */
  readonly state: Uint8Array;
}

/**
 * Ages in days at which checkpoints are kept. Most changes concern the last days and cost a replay of those. A change years
 * ago, or a request about a past date, costs a replay of at most about two thirds of its age.
 */
const CHECKPOINT_AGES_DAYS = [4, 11, 32, 95, 285, 855, 2565] as const;

/** A fold of fewer sessions gets no checkpoint, because a replay is cheaper. */
export const WORTH_SESSIONS = 200;

/** The days of the checkpoints to keep on the day `today`, oldest first. */
export function checkpointDays(today: EpochDay): EpochDay[] {
  return CHECKPOINT_AGES_DAYS.map((age) => today - age).reverse();
}

/**
 * Whether a checkpoint is still valid, given the earliest stored date that has changed since its version (`undefined`
 * without a change).
 */
export function stillHolds(day: EpochDay, firstChangedDay: EpochDay | undefined): boolean {
  return firstChangedDay === undefined || day <= firstChangedDay - DATE_MARGIN_DAYS;
}
