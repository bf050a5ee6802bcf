import type { EpochDay } from "../../time/calendar.ts";
import type { StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";

/** Query for the sessions of `day`. For the day of the query itself, the sessions so far are used. */
export interface DayQuery {
  readonly kind: "day";
  readonly asked: AskedMoment;
  /** The day of the query or a later one. */
  readonly day: EpochDay;
  /** No sessions are forecast in a stated absence; when absent, none are stated. */
  readonly stated?: StatedDays;
}

/** Query for the sessions of the seven days from `start`, individually and in total. */
export interface WeekQuery {
  readonly kind: "week";
  readonly asked: AskedMoment;
  /** The day of the query or a later one. */
  readonly start: EpochDay;
  /** No sessions are forecast in a stated absence; when absent, none are stated. */
  readonly stated?: StatedDays;
}

export type SessionQuery = DayQuery | WeekQuery;

/** A range that contains the count with probability `mass`. For integers it is rarely exactly 0.8. */
export interface CountRange {
  readonly lower: number;
  readonly upper: number;
  /** 0–1. */
  readonly mass: number;
}

/** Forecast of a day's mean rating. */
export interface RatingForecast {
  /** 0–100. */
  readonly mean: number;
  /** Contains the day's mean rating with probability `mass`. */
  readonly interval80: CountRange;
  /** Probability that the day's mean rating is within 10 points of `mean`. */
  readonly confidence: number;
  /** Rated sessions of closed days behind the forecast. */
  readonly ratedSessions: number;
}

/** Forecast of a number of sessions. */
export interface CountEstimate {
  /** The rounded mean, clamped to the interval. */
  readonly predictedSessions: number;
  readonly mean: number;
  readonly median: number;
  readonly interval80: CountRange;
  /** Probability that the count is within one of `predictedSessions`. */
  readonly confidence: number;
  /** Probabilities of 0, 1, 2 …; the last entry includes all higher counts. */
  readonly pmf: readonly number[];
}

export interface DayForecast extends CountEstimate {
  readonly day: EpochDay;
  /** Completed sessions known at the moment of the query; 0 for a later day. */
  readonly doneSessions: number;
  /** Share of the day's sessions usually done by the moment of the query, 0–1; 0 for a later day. */
  readonly usuallyDone: number;
  readonly productivity: RatingForecast;
}

export interface WeekForecast {
  readonly days: readonly DayForecast[];
  readonly total: CountEstimate;
}

export type SessionForecast =
  | ({ readonly kind: "day" } & DayForecast)
  | ({ readonly kind: "week" } & WeekForecast);
