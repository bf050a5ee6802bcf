import { SILENCE_DAYS } from "../../stats/absences.ts";
import { decayOf } from "../../stats/half-life.ts";

/** Largest count told apart; more sessions on a day are counted as this many. */
export const LARGEST_COUNT = 60;
export const COUNT_BINS = LARGEST_COUNT + 1;
export const RESIDUAL_BINS = 2 * LARGEST_COUNT + 1;
export const CALIBRATION_BINS = 20;

/**
 * Constants of the count model. They were set once on eight real histories, rounded by hand, and kept their
 * lead on people who were not among them; tuning them further on the same eight made left-out people worse.
 * Half-lives are in days, or in occurrences of the weekday where the name says so.
 */
export const COUNTS = Object.freeze({
  /** A person nobody knows yet: 3 sessions on an active day, worth 1.5 active days of evidence. */
  priorLevel: 3,
  priorLevelDays: 1.5,
  /** Per active day. Longer, and a new habit takes weeks to show. */
  levelDecay: decayOf(5),
  /** Sessions an average weekday weighs against the person's level before it is believed to differ. */
  weekdayPseudoLevels: 3,
  weekdayDecayPerOccurrence: decayOf(20),

  /** Two views of "is this a day on which you work": quick to learn and slow. */
  quickActivityDecayPerOccurrence: decayOf(8),
  slowActivityDecayPerOccurrence: decayOf(40),
  quickActivityPseudoDays: 0.7,
  slowActivityPseudoDays: 9,
  /** Days of a person that all weekdays of a class (working week, weekend) weigh before the class is believed to differ. */
  weekdayClassPseudoDays: 1.5,
  priorActivity: 0.6,
  priorActivityDays: 2,
  activityDecay: decayOf(30),
  /** Forgetting of how well the two views have done. */
  viewMemory: 0.985,
  /** No weekday is ever certain. */
  leastActivity: 0.002,

  /** Absences: the chance that one begins, how strongly that is believed, and how fast it is forgotten. */
  priorAbsenceRate: 0.02,
  priorAbsenceDays: 15,
  absenceMemory: 0.998,
  /** One absence in ten is a long one. */
  longAbsenceShare: 0.1,
  shortAbsenceEndRate: 0.3,
  longAbsenceEndRate: 0.05,

  /** Momentum: more active days of late than the profile expected. */
  activityRunDecay: decayOf(6),
  activityRunEffect: 0.8,
  activityRunFade: 0.97,
  surpriseDecay: decayOf(2),
  surpriseOnActivity: 0.5,
  surpriseOnLevel: 0.03,
  surpriseFade: 0.6,
  largestSurprise: 2.5,

  dispersionDecay: decayOf(25),
  priorDispersion: 0.1,
  priorDispersionWeight: 16,
  leastDispersionIndex: 0.25,

  /** What happened on this weekday, as it happened, beside the parametric answer. */
  poolDecayPerOccurrence: decayOf(16),
  recentDecay: decayOf(10),
  recentPseudoDays: 1.5,
  residualDecay: decayOf(100),
  poolShare: 0.1,
  residualShare: 0.05,

  calibrationDecay: decayOf(100),
  calibrationPseudoDays: 40,
  /** Recalibration begins slowly: its pseudo-days are larger by the factor 1 + 30 / (days learned + 1). */
  calibrationRampDays: 30,
});

/**
 * Constants of the analogues: days before which the last days looked as they do now. Their plateau is flat: bandwidths
 * and ages half or twice as large move the mean score on eight real histories by less than 0.3 %.
 */
export const ANALOGUES = Object.freeze({
  /** A year of analogues and the week that follows the last of them. */
  keptDays: 371,
  windowDays: 364,
  /** The first day with enough days before it to be compared. */
  firstDay: 4,
  /** With fewer closed days there is nothing to compare. */
  minDays: 8,
  /** Of square roots of mean counts, which makes quiet and busy people alike. */
  threeDayBandwidth: 0.5,
  sevenDayBandwidth: 0.4,
  /** Of ln(1 + empty days in a row). */
  emptyRunBandwidth: 1,
  /** Old days count nearly as much as new ones: half as much after 500 days. */
  ageDecayLog: Math.LN2 / 500,
  /** e⁻³⁰ of a day is lost in rounding. */
  negligibleExponent: -30,
  sameClassWeight: 0.7,
  otherClassWeight: 0.03,
  /** Of square roots of usual counts; it matters to people with a strong rhythm inside the working week. */
  weekdayBandwidth: 0.5,
  /** The analogues' share of the mixture once there are many, and how many days of evidence halve it. */
  share: 0.6,
  pseudoDays: 8,
});

/** Constants of exponential smoothing, the last and smallest part of the mixture. */
export const SMOOTHED = Object.freeze({
  levelRate: 0.3,
  offsetRate: 0.03,
  residualDecay: decayOf(150),
  /** The first week's errors are those of a first guess. */
  residualsFromDays: 7,
  minResiduals: 7,
  /** Its share of the mixture in the long run, and the days after which it has half of that. */
  share: 0.1,
  halfShareDays: 60,
});

/** Constants of the same-day part: how much of the day is over. Ages are in days. */
export const INTRADAY = Object.freeze({
  /** Days whose clock times are kept. More changed nothing measurable and costs room in every profile. */
  windowDays: 180,
  ageDecay: decayOf(60),
  priorShareSessions: 8,
  sameClassWeight: 0.3,
  otherClassWeight: 0.09,
  leastShare: 0.01,
  maxShare: 0.99,
  /** How strictly mornings predict the day: candidates for the beta-binomial's concentration. */
  concentrations: Object.freeze([0.5, 1, 2, 4, 8, 16, 40]),
  analogueBandwidth: 0.3,
  analogueEmptyMismatch: 0.2,
  analogueOtherClass: 0.1,
  analoguePseudoDays: 3,
  analogueShare: 0.5,
  /**
   * The analogues' share is learned from past noons: from this many known days on and only while the person is rather
   * present than not, against so many days on which both parts were equally good. On six real histories today's forecast
   * at noon improves by 1.8 %, nobody's gets worse by more than 1 %, and exponents from 6 to 20 do alike.
   */
  noonFromDays: 14,
  noonLeastPresence: 0.5,
  noonPseudoDays: 10,
  noonExponent: 10,
  maxAnalogueShare: 0.9,
  /** What is learned at noon counts in full once as much of a day is done as people have done by then. */
  usualShareAtNoon: 0.4,
  /** Analogues count in full once this much more than nothing of a day is usually done. */
  analogueFullShare: 0.05,
});

/** Constants of the sum over several days. */
export const WEEK = Object.freeze({
  /**
   * Correlation of the days' normal scores beyond what absences explain, for a person of whom no week was checked yet. Real
   * people lie between 0 and 0.35, people whom the simulator keeps stationary near 0; so each person's own checked weeks
   * count against 14 of a stranger's.
   */
  commonFactorShare: 0.2,
  commonFactorPriorWeeks: 14,
  commonFactorDecayPerWeek: decayOf(26),
  maxCommonFactorShare: 0.6,
  /** Weeks are checked from this many known days on, and not those in which the person was rather away than present. */
  checkFromDays: 14,
  leastPresence: 0.5,
  /** One wild week must not describe a person: squared errors are bounded by so many variances. */
  largestSquaredError: 9,
  maxAwayShareOfEmptyDay: 0.98,
  /** Tails lighter than this are cut while days are added up. */
  negligible: 1e-7,
});

/** Constants of the rating forecast. One observation is the mean rating of one day. */
export const RATINGS = Object.freeze({
  /** The neutral rating, 0–100. */
  priorMean: 70,
  /** People's means differ by some 20 points, one person's days by some 15: a stranger's prior weighs (15/20)² of a day. */
  priorDays: 0.5,
  /** Rated days of one weekday before it is believed as much as the person's mean: weekdays hardly differ. */
  weekdayPseudoDays: 8,
  /** Spread of a person's daily means before anything is known, in points. */
  priorSpread: 15,
  priorSpreadDays: 4,
  ageDecayPerRatedDay: decayOf(30),
});

/** Constants of silences: long times in which the person did not use a timer at all. */
export const SILENCE = Object.freeze({
  /** Four weeks without a session: longer than most holidays, and the same number of each weekday. */
  afterDays: SILENCE_DAYS,
  /** What was known before a silence weighs so much after it: as a first guess does. */
  weekdayLevels: 3,
  quickActivityDays: 2,
  slowActivityDays: 6,
  dispersionWeight: 8,
  poolDays: 4,
  /** How returns go is learned from their first week, against so many sessions of a return to the old level. */
  returnDays: 7,
  returnPseudoSessions: 14,
  returnMemory: 0.5,
});

/** Sessions of one day beyond this are not counted; one a minute is more than anybody completes. */
export const MAX_SESSIONS_PER_DAY = 1440;
/** With less than this, the answer is the population's and says so. */
export const MIN_DAYS = 3;
export const MIN_SESSIONS = 3;
