/** Everything the quality predictor assumes before it has seen a person; units beside each figure. */
export const QUALITY_PARAMETERS = Object.freeze({
  /** Days after which everything learned so far counts half. Within the first such span all sessions weigh
   * the same, so that means over a short history are plain means. */
  halvingDays: 90,
  /** Rating, 0–100, of a person nothing is known about. */
  populationMean: 70,
  /** How far people's means lie from each other, points (standard deviation). */
  meanSpread: 25,
  /** Spread of one rating around what was expected, points, before it has been measured. */
  noiseSpread: 15,
  /** Ratings' worth of belief in `noiseSpread`. */
  noiseStrength: 8,
  /** Prior spread of each effect, points for one unit of its feature. */
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
  /** Points a rating is expected to move for one step of 10 points of wellness, before it was measured. */
  wellnessEffect: 1,
  todayEffect: 0.3,
  latelyEffect: 0.2,
  /** Points by which a session that was given up is expected to be rated lower. */
  abandonedEffect: -5,
  /** Largest share by which one rating moves the person's level; the level's memory is about 1/this ratings. */
  levelGain: 0.01,
  /** Smoothing of the level's errors; the leaning (0–1) that chance explains; gain per leaning beyond it. */
  biasGain: 0.1,
  biasTolerated: 0.55,
  levelHaste: 0.2,
  /** Share by which the last surprise moves today's form, and the form of late. */
  todayGain: 0.3,
  latelyGain: 0.1,
  /** What is left of today's form on the next day. */
  todayOvernight: 0.5,
  /** Prior share of the model against the person's level, and its strength in points² of disagreement. */
  blendPrior: 0.6,
  blendStrength: 400,
  /** How far a bound of the interval moves after a rating, spreads: haste / (ratings + start), at least step. */
  boundStep: 0.03,
  boundHaste: 5,
  boundStart: 40,
  /** Ratings until a measured error counts half. */
  errorHalfLife: 200,
});
