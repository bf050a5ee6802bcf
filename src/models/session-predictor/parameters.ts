import { SILENCE_DAYS } from "../../stats/absences.ts";
import { decayOf } from "../../stats/half-life.ts";

/** Largest count that distributions represent; a higher count is treated as this one. */
export const LARGEST_COUNT = 60;
/** Bins of a distribution of counts: 0 … 60. */
export const COUNT_BINS = LARGEST_COUNT + 1;
/** Bins of a distribution of differences between counts: −60 … 60. */
export const RESIDUAL_BINS = 2 * LARGEST_COUNT + 1;
/** Bins of the calibration histogram; each covers 5 % of probability. */
export const CALIBRATION_BINS = 20;

/**
 * Constants of the count model. They were set once on eight real histories and rounded by hand. They kept their lead on
 * people who were not among the eight; further tuning on the same eight made held-out people worse.
 * Half-lives are in days, or in occurrences of the weekday where the name says so.
 */
export const COUNTS = Object.freeze({
  /** Prior number of sessions on an active day. */
  priorLevel: 3,
  /** Weight of the prior level, in active days. */
  priorLevelDays: 1.5,
  /** Per active day. With a longer half-life, a new habit takes weeks to show. */
  levelDecay: decayOf(5),
  /** Weight of the prior that a weekday equals the person's level, in multiples of the level. */
  weekdayPseudoLevels: 3,
  /** Forgetting of a weekday's sessions. */
  weekdayDecayPerOccurrence: decayOf(20),

  /** Forgetting of the quick estimate of the probability to work on a weekday. */
  quickActivityDecayPerOccurrence: decayOf(8),
  /** Forgetting of the slow estimate of the same probability. */
  slowActivityDecayPerOccurrence: decayOf(40),
  /** Weight of the weekday's class in the quick estimate, in days. */
  quickActivityPseudoDays: 0.7,
  /** Weight of the person's overall share of active days in the slow estimate, in days. */
  slowActivityPseudoDays: 9,
  /** Weight of the overall share in the estimate for a class of weekdays (working week, weekend), in days. */
  weekdayClassPseudoDays: 1.5,
  /** Prior share of active days. */
  priorActivity: 0.6,
  /** Weight of the prior share, in days. */
  priorActivityDays: 2,
  /** Forgetting of the overall share of active days. */
  activityDecay: decayOf(30),
  /** Forgetting, per day, of the log-likelihoods that weight the two estimates. */
  viewMemory: 0.985,
  /** Lower bound of an activity probability and of its complement: no weekday is ever certain. */
  leastActivity: 0.002,

  /** Prior probability that an absence begins on a day. */
  priorAbsenceRate: 0.02,
  /** Weight of that prior, in days of presence. */
  priorAbsenceDays: 15,
  /** Forgetting of observed absences, per day. */
  absenceMemory: 0.998,
  /** Share of absences that are long. */
  longAbsenceShare: 0.1,
  /** Probability that a short absence ends on a day. */
  shortAbsenceEndRate: 0.3,
  /** Probability that a long absence ends on a day. */
  longAbsenceEndRate: 0.05,

  /** Forgetting of momentum: recent active days minus the number expected. */
  activityRunDecay: decayOf(6),
  /** Effect of standardised momentum on the log-odds of an active day. */
  activityRunEffect: 0.8,
  /** Factor on the effect of momentum for each further day ahead. */
  activityRunFade: 0.97,
  /** Forgetting of the surprise: how many standard deviations recent counts were above their forecasts. */
  surpriseDecay: decayOf(2),
  /** Effect of the surprise on the log-odds of an active day. */
  surpriseOnActivity: 0.5,
  /** Effect of the surprise on the logarithm of the level. */
  surpriseOnLevel: 0.03,
  /** Factor on the effects of the surprise for each further day ahead. */
  surpriseFade: 0.6,
  /** Bound of one day's surprise, in standard deviations. */
  largestSurprise: 2.5,

  /** Forgetting of the dispersion of counts on active days. */
  dispersionDecay: decayOf(25),
  /** Prior phi of variance = mean + phi · mean². */
  priorDispersion: 0.1,
  /** Weight of that prior, in weighted active days. */
  priorDispersionWeight: 16,
  /** Lower bound of the variance-to-mean ratio. */
  leastDispersionIndex: 0.25,

  /** Forgetting of the histogram of counts of one weekday. */
  poolDecayPerOccurrence: decayOf(16),
  /** Forgetting of the histogram of counts of all weekdays. */
  recentDecay: decayOf(10),
  /** Weight of the recent histogram in the weekday's histogram, in days. */
  recentPseudoDays: 1.5,
  /** Forgetting of the differences between a day and the same weekday of the week before. */
  residualDecay: decayOf(100),
  /** Share of the weekday's histogram in the mixture. */
  poolShare: 0.1,
  /** Share of last week's count plus a residual in the mixture. */
  residualShare: 0.05,

  /** Forgetting of the calibration histogram. */
  calibrationDecay: decayOf(100),
  /** Weight of a uniform calibration histogram, in days. */
  calibrationPseudoDays: 40,
  /** Recalibration starts slowly: its pseudo-days are multiplied by 1 + 30 / (days learned + 1). */
  calibrationRampDays: 30,
});

/**
 * Constants of the analogues: past days whose preceding days resemble the latest days. Their optimum is flat: halving or
 * doubling bandwidths and ages changes the mean score on eight real histories by less than 0.3 %.
 */
export const ANALOGUES = Object.freeze({
  /** Daily counts kept: a year of analogues, and the week that follows the last of them. */
  keptDays: 371,
  /** Days that are compared with the latest days. */
  windowDays: 364,
  /** Index of the first day with enough days before it for a comparison. */
  firstDay: 4,
  /** Closed days needed before analogues are used. */
  minDays: 8,
  /** Bandwidth for the root of the three-day mean count. The root makes quiet and busy people comparable. */
  threeDayBandwidth: 0.5,
  /** Bandwidth for the root of the seven-day mean count. */
  sevenDayBandwidth: 0.4,
  /** Bandwidth for ln(1 + empty days in a row). */
  emptyRunBandwidth: 1,
  /** Old days count nearly as much as new ones: half as much after 500 days. */
  ageDecayLog: Math.LN2 / 500,
  /** Weights below e⁻³⁰ are set to 0, because they are lost in rounding. */
  negligibleExponent: -30,
  /** Weight of an analogue on another weekday of the same class (working week, weekend). */
  sameClassWeight: 0.7,
  /** Weight of an analogue on a weekday of the other class. */
  otherClassWeight: 0.03,
  /** Bandwidth for the roots of two weekdays' usual counts; matters for a strong rhythm within the working week. */
  weekdayBandwidth: 0.5,
  /** Share of the analogues in the mixture in the limit of much evidence. */
  share: 0.6,
  /** Evidence, in days, at which the analogues have half of that share. */
  pseudoDays: 8,
});

/** Constants of exponential smoothing, the last and smallest part of the mixture. */
export const SMOOTHED = Object.freeze({
  /** Smoothing rate of the level, per day. */
  levelRate: 0.3,
  /** Smoothing rate of a weekday's offset, per occurrence. */
  offsetRate: 0.03,
  /** Forgetting of the residuals. */
  residualDecay: decayOf(150),
  /** Residuals are learned from this day on; the first week's errors only reflect the initial guess. */
  residualsFromDays: 7,
  /** Residuals needed before they are used instead of the parametric part. */
  minResiduals: 7,
  /** Share of the mixture in the long run. */
  share: 0.1,
  /** Days after which it has half of that share. */
  halfShareDays: 60,
});

/** Constants of the same-day forecast. Ages are in days. */
export const INTRADAY = Object.freeze({
  /** Days whose clock times are kept. A longer window changed nothing measurable and makes every profile larger. */
  windowDays: 180,
  /** Forgetting of past days. */
  ageDecay: decayOf(60),
  /** Weight of the population's daily rhythm, in sessions. */
  priorShareSessions: 8,
  /** Weight of a past day on another weekday of the same class (working week, weekend). */
  sameClassWeight: 0.3,
  /** Weight of a past day on a weekday of the other class. */
  otherClassWeight: 0.09,
  /** Lower bound of the share of a day that is usually done. */
  leastShare: 0.01,
  /** Upper bound of that share. */
  maxShare: 0.99,
  /** Candidates for the concentration of the beta-binomial: how strictly the sessions so far predict the day's total. */
  concentrations: Object.freeze([0.5, 1, 2, 4, 8, 16, 40]),
  /** Bandwidth for the roots of the sessions so far, on an analogue and today. */
  analogueBandwidth: 0.3,
  /** Factor on an analogue's weight when only one of the two days is still empty. */
  analogueEmptyMismatch: 0.2,
  /** Factor on an analogue's weight when it belongs to the other class of weekdays. */
  analogueOtherClass: 0.1,
  /** Weight of the rhythm's forecast within the analogues' forecast, in days. */
  analoguePseudoDays: 3,
  /** Share of the analogues in the mixture before anything is learned. */
  analogueShare: 0.5,
  /**
   * The analogues' share is learned from noons of past days, from this many known days on. On six real histories it
   * improves today's forecast at noon by 1.8 %, and nobody's gets worse by more than 1 %.
   */
  noonFromDays: 14,
  /** Noons of days with a lower probability of presence are not used. */
  noonLeastPresence: 0.5,
  /** Weight of the prior that both parts score equally, in noons. */
  noonPseudoDays: 10,
  /** Exponent on the ratio of the scores. Exponents from 6 to 20 perform alike. */
  noonExponent: 10,
  /** Upper bound of the analogues' share; the lower bound is its complement. */
  maxAnalogueShare: 0.9,
  /** The share learned at noon applies in full once this share of a day is done, which is the population's at noon. */
  usualShareAtNoon: 0.4,
  /** The analogues apply in full once the share that is usually done exceeds `leastShare` by this much. */
  analogueFullShare: 0.05,
});

/** Constants of the sum over several days. */
export const WEEK = Object.freeze({
  /**
   * Prior correlation of the days' normal scores beyond the effect of absences. Real people lie between 0 and 0.35;
   * people whom the simulator keeps stationary lie near 0.
   */
  commonFactorShare: 0.2,
  /** Weight of that prior, in checked weeks. */
  commonFactorPriorWeeks: 14,
  /** Forgetting of checked weeks. */
  commonFactorDecayPerWeek: decayOf(26),
  /** Upper bound of the correlation. */
  maxCommonFactorShare: 0.6,
  /** Weeks are checked from this many known days on. */
  checkFromDays: 14,
  /** Weeks with a day of a lower probability of presence are not used. */
  leastPresence: 0.5,
  /** Bound of a week's squared error, in variances, so that one extreme week does not dominate. */
  largestSquaredError: 9,
  /** Upper bound of the share of an empty day that is attributed to absence. */
  maxAwayShareOfEmptyDay: 0.98,
  /** Tails with a smaller probability are truncated while days are added up. */
  negligible: 1e-7,
});

/** Constants of the rating forecast. One observation is the mean rating of one day. */
export const RATINGS = Object.freeze({
  /** The neutral rating, 0–100. */
  priorMean: 70,
  /** Weight of the neutral rating, in days: (15/20)², because one person's days vary by about 15 points and people's
   * means by about 20. */
  priorDays: 0.5,
  /** Weight of the person's mean in a weekday's mean, in rated days. It is large because weekdays hardly differ. */
  weekdayPseudoDays: 8,
  /** Prior standard deviation of a person's daily means, in points. */
  priorSpread: 15,
  /** Weight of that prior, in days. */
  priorSpreadDays: 4,
  /** Forgetting of rated days. */
  ageDecayPerRatedDay: decayOf(30),
});

/** Constants of silences: long periods in which the person did not use a timer at all. */
export const SILENCE = Object.freeze({
  /** Four weeks without a session: longer than most holidays, and the same number of each weekday. */
  afterDays: SILENCE_DAYS,
  /** Largest weight of a weekday's earlier sessions after a silence, in multiples of the level. */
  weekdayLevels: 3,
  /** Largest weight of the earlier quick estimate of activity, in days. */
  quickActivityDays: 2,
  /** Largest weight of the earlier slow estimate of activity, in days. */
  slowActivityDays: 6,
  /** Largest weight of the earlier dispersion. */
  dispersionWeight: 8,
  /** Largest weight of a weekday's earlier histogram, in days. */
  poolDays: 4,
  /** Days after a return from which the level of returns is learned. */
  returnDays: 7,
  /** Weight of the prior that the person returns to the earlier level, in sessions. */
  returnPseudoSessions: 14,
  /** Weight of earlier returns relative to the latest one. */
  returnMemory: 0.5,
});

/** Largest number of sessions counted on one day: one per minute is more than anybody completes. */
export const MAX_SESSIONS_PER_DAY = 1440;
/** Below this many days the answer is the population's, and is marked so. */
export const MIN_DAYS = 3;
/** Below this many sessions the answer is the population's, and is marked so. */
export const MIN_SESSIONS = 3;
