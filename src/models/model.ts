import type { PresetTimes } from "../domain/preset.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { StatedDays } from "../time/stated-days.ts";

/**
 * One session as the models see it: wall-clock facts, already cut into the person's days.
 * Made at the edge (`src/profiles`), so that no model needs a zone or a clock.
 */
export interface LearnedSession {
  readonly id: string;
  /** Instant of the start, ms since the epoch; the order in which sessions are learned is (startedAtMs, id). */
  readonly startedAtMs: number;
  /** The person's day the session started on. */
  readonly day: EpochDay;
  /** Minutes from the start of `day` to the session's start, 0 … 1439. */
  readonly startMinute: number;
  /** Minutes from the start of `day` until the session was known, that is its end; may pass 1440. */
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
  /** Overall wellness of the day's check-in, 0–100; absent or null when there was none. */
  readonly wellness?: number | null;
}

/** The moment a question is asked about. */
export interface AskedMoment {
  /** The person's day. */
  readonly day: EpochDay;
  /** Minutes since that day began, 0 … 1439. */
  readonly minute: number;
  /** Wall-clock hour, 0–23. */
  readonly wallHour: number;
}

/**
 * What an answer rests on. Every statistical answer carries one.
 */
export interface Basis {
  /** Sessions that were learned for this answer. */
  readonly sessions: number;
  /** Days from the first learned session to the day asked about. */
  readonly days: number;
  /** Name of the method, a stable identifier. */
  readonly method: string;
}

/** An answer, or the honest statement that there is not enough to answer from. */
export type Prediction<Value> =
  | {
      readonly status: "ready";
      readonly value: Value;
      /** Probability, 0–1, that the answer is right in the sense its route documents. */
      readonly confidence: number;
      readonly basis: Basis;
    }
  | {
      readonly status: "insufficient_data";
      /** What the population prior says; never presented as knowledge of the person. */
      readonly value: Value;
      readonly confidence: number;
      readonly basis: Basis;
      readonly have: number;
      readonly need: number;
    };

/** One reason behind an answer: a code for the message catalogue, and its signed contribution. */
export interface Factor {
  readonly code: string;
  /** In the unit of the answer; the factors and the baseline add up to the answer. */
  readonly contribution: number;
  /** Values for the message's placeholders. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface Explanation {
  /** What would be said without anything learned beyond the person's own mean. */
  readonly baseline: number;
  /** baseline + sum of contributions; equals the numeric answer. */
  readonly total: number;
  readonly factors: readonly Factor[];
}

/** A state is plain JSON: numbers, strings, booleans, null, arrays, objects. */
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
 * `learnInto` and `advance` write into a state that the caller owns (a fold's accumulator), which
 * measured several times faster than copying a few hundred numbers per session; `learn` in
 * `./learn.ts` is the pure form of it.
 */
export interface Model<State, Query, Value> {
  readonly name: string;
  /** Raise when the arithmetic or the shape of State changes: stored states are then refolded. */
  readonly version: number;
  /** @param presets those of the person's own, which are recommended and planned; the built-in ones when absent */
  empty(presets?: readonly PresetTimes[]): State;
  /**
   * Closes every day before `day`, days without sessions included. Idempotent.
   *
   * @param stated days on which the person does not mean to work; none when absent. A state is always continued with
   *   the same ones, and asked with them
   */
  advance(draft: State, day: EpochDay, stated?: StatedDays): void;
  /**
   * Learns one session; calls arrive in the order of (startedAtMs, id) and never go back in days. Closes the days before it.
   */
  learnInto(draft: State, session: LearnedSession, stated?: StatedDays): void;
  /** Answers from a state that was advanced to the day asked about; leaves the state untouched. */
  predict(state: State, query: Query): Prediction<Value>;
  explain(state: State, query: Query): Explanation;
}
