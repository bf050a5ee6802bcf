/** Prior constants of the quality predictor. */
export const QUALITY_PARAMETERS = Object.freeze({
  /**
   * Half-life of everything learned, in days. Within the first period all sessions have the same weight, so that means
   * over a short history are plain means.
   */
  halvingDays: 90,
  /** Prior mean of a person's ratings, 0–100. */
  populationMean: 70,
  /** Standard deviation of people's means, in points. */
  meanSpread: 25,
  /** Prior standard deviation of a rating around its expectation, in points. */
  noiseSpread: 15,
  /** Weight of `noiseSpread`, in ratings. */
  noiseStrength: 8,
  /** Prior standard deviation of each effect, in points per unit of its feature. */
  effectSpread: {
    hourFirst: 0.8,
    hourSecond: 0.5,
    weekday: 3,
    preset: 4,
    category: 4,
    order: 0.8,
    firstOfDay: 2,
    rest: 3,
    wellness: 1.2,
    today: 0.3,
    lately: 0.4,
    abandoned: 10,
  },
  /** Prior effect of one step of wellness (5 points) on a rating, in points. */
  wellnessEffect: 1,
  /** Prior effect of one point of today's form, in points. */
  todayEffect: 0.3,
  /** Prior effect of one point of the recent form, in points. */
  latelyEffect: 0.2,
  /** Prior effect of abandonment on a rating, in points. */
  abandonedEffect: -5,
  /**
   * Smallest share by which one rating moves the level once it is established; the level's memory is about 1 /
   * `levelGain` ratings.
   */
  levelGain: 0.01,
  /** Smoothing rate of the level's signed and absolute errors. */
  biasGain: 0.1,
  /** Ratio of signed to absolute error (0–1) that is attributed to chance. */
  biasTolerated: 0.55,
  /** Gain of the level per unit of that ratio beyond the tolerance. */
  levelHaste: 0.2,
  /** Share by which the last surprise moves today's form. */
  todayGain: 0.3,
  /** Share by which it moves the recent form. */
  latelyGain: 0.1,
  /** Share of today's form that is left on the next day. */
  todayOvernight: 0.5,
  /** Prior weight of the model relative to the person's level. */
  blendPrior: 0.6,
  /** Weight of that prior, in points² of difference between model and level. */
  blendStrength: 400,
  /** Smallest step of an interval bound after a rating, in standard deviations. */
  boundStep: 0.03,
  /** The step is `boundHaste` / (ratings + `boundStart`) while that is larger. */
  boundHaste: 5,
  /** See `boundHaste`. */
  boundStart: 40,
  /** Number of ratings after which a measured error has half of its weight. */
  errorHalfLife: 200,
});
