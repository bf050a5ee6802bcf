import type { EpochDay } from "../../time/calendar.ts";
import type { StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";

/** How many sessions will `day` have? For the day that is asked on, what is done by then is used. */
export interface DayQuery {
  readonly kind: "day";
  readonly asked: AskedMoment;
  /** The day asked on or a later one. */
  readonly day: EpochDay;
  /** No session is to come on days on which the person has said that they are away; nothing stated when absent. */
  readonly stated?: StatedDays;
}

/** How many sessions will the seven days from `start` have, one by one and together? */
export interface WeekQuery {
  readonly kind: "week";
  readonly asked: AskedMoment;
  /** The day asked on or a later one. */
  readonly start: EpochDay;
  /** As for a day. */
  readonly stated?: StatedDays;
}

export type SessionQuery = DayQuery | WeekQuery;

/** A range that holds the count with probability `mass`, which for integers is rarely exactly 0.8. */
export interface CountRange {
  readonly lower: number;
  readonly upper: number;
  /** 0–1. */
  readonly mass: number;
}

/** How productive a day is expected to be, as its sessions will be rated. */
export interface RatingForecast {
  /** 0–100. */
  readonly mean: number;
  /** Holds the day's mean rating with probability `mass`. */
  readonly interval80: CountRange;
  /** Probability that the day's mean rating is within 10 points of `mean`. */
  readonly confidence: number;
  /** Rated sessions of closed days that this rests on. */
  readonly ratedSessions: number;
}

/** A number of sessions, not yet known. */
export interface CountEstimate {
  /** The mean, rounded, kept inside the interval. */
  readonly predictedSessions: number;
  readonly mean: number;
  readonly median: number;
  readonly interval80: CountRange;
  /** Probability that it will be `predictedSessions`, give or take one. */
  readonly confidence: number;
  /** Probabilities of 0, 1, 2 …; the last stands for "or more". */
  readonly pmf: readonly number[];
}

export interface DayForecast extends CountEstimate {
  readonly day: EpochDay;
  /** Completed sessions known by the moment asked about; 0 for a later day. */
  readonly doneSessions: number;
  /** Share of the day's sessions usually done by the moment asked about, 0–1; 0 for a later day. */
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
