import type { PresetTimes } from "../domain/preset.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { StatedDays } from "../time/stated-days.ts";

/**
 * One session as seen by the models: wall-clock facts, already assigned to the person's days. It is built in
 * `src/profiles`, so that no model needs a time zone or a clock.
 */
export interface LearnedSession {
  readonly id: string;
  /** Instant of the start, ms since the epoch. Sessions are learned in the order of (startedAtMs, id). */
  readonly startedAtMs: number;
  /** The person's day on which the session started. */
  readonly day: EpochDay;
  /** Minutes from the start of `day` to the session's start, 0 … 1439. */
  readonly startMinute: number;
  /** Minutes from the start of `day` until the session was known, which is its end; may exceed 1440. */
  readonly knownMinute: number;
  /** Wall-clock hour of the start, 0–23. */
  readonly startHour: number;
  /** Greater than 0. */
  readonly durationMinutes: number;
  readonly preset: string;
  readonly category: string;
  /** 0–100; null is unrated, 0 is a rating. */
  readonly rating: number | null;
  readonly completed: boolean;
  /** Overall wellness from the day's check-in, 0–100; absent or null without one. */
  readonly wellness?: number | null;
}

/** The moment that a query is about. */
export interface AskedMoment {
  /** The person's day. */
  readonly day: EpochDay;
  /** Minutes since the day began, 0 … 1439. */
  readonly minute: number;
  /** Wall-clock hour, 0–23. */
  readonly wallHour: number;
}

/** Data that an answer is based on. Every statistical answer carries one. */
export interface Basis {
  /** Sessions that were learned for this answer. */
  readonly sessions: number;
  /** Days from the first learned session to the day asked about. */
  readonly days: number;
  /** Stable identifier of the method. */
  readonly method: string;
}

/** An answer, or the statement that there is not enough data. */
export type Prediction<Value> =
  | {
      readonly status: "ready";
      readonly value: Value;
      /** Probability, 0–1, that the answer is correct in the sense that its route documents. */
      readonly confidence: number;
      readonly basis: Basis;
    }
  | {
      readonly status: "insufficient_data";
      /** Answer from the population prior; never presented as knowledge of the person. */
      readonly value: Value;
      readonly confidence: number;
      readonly basis: Basis;
      readonly have: number;
      readonly need: number;
    };

/** One reason for an answer: a code for the message catalogue, and its signed contribution. */
export interface Factor {
  readonly code: string;
  /** In the unit of the answer. The factors and the baseline sum to the answer. */
  readonly contribution: number;
  /** Values for the message's placeholders. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface Explanation {
  /** The answer from the person's own mean alone. */
  readonly baseline: number;
  /** baseline + sum of contributions; equals the numeric answer. */
  readonly total: number;
  readonly factors: readonly Factor[];
}

/** A state is plain JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * One statistical model. Pure: reads no clock, does no I/O, draws no unseeded randomness.
 *
 * `learnInto` and `advance` change a state owned by the caller (a fold's accumulator). This was measured to be several
 * times faster than copying a few hundred numbers per session. `learn` in `./learn.ts` is the pure form.
 */
export interface Model<State, Query, Value> {
  readonly name: string;
  /** Raise it when the arithmetic or the shape of State changes; stored states are then folded again. */
  readonly version: number;
  /**
   * @param presets the person's own presets, which the model recommends and plans with; the built-in ones when absent
   */
  empty(presets?: readonly PresetTimes[]): State;
  /**
   * Closes every day before `day`, including days without sessions. Idempotent.
   *
   * @param stated days on which the person does not plan to work; none when absent. A state must always be continued
   *   and queried with the same stated days.
   */
  advance(draft: State, day: EpochDay, stated?: StatedDays): void;
  /**
   * Learns one session and closes the days before it. Calls arrive in the order of (startedAtMs, id) and never go back
   * in days.
   */
  learnInto(draft: State, session: LearnedSession, stated?: StatedDays): void;
  /** Answers from a state that was advanced to the day asked about; does not change the state. */
  predict(state: State, query: Query): Prediction<Value>;
  explain(state: State, query: Query): Explanation;
}
