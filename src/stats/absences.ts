/** When a run of inactive days counts as an absence rather than a pause. */
export interface AbsenceRule {
  /** A run of idle days must be less probable than this, given how often the person is active. */
  readonly probability: number;
  /** Shortest absence, in days. */
  readonly days: number;
}

/** Smallest number of consecutive idle days that counts as an absence for a person active on this share of days. */
export function shortestAbsence(activeShare: number, rule: AbsenceRule): number {
  if (activeShare <= 0 || activeShare >= 1) return rule.days;
  return Math.max(rule.days, Math.ceil(Math.log(rule.probability) / Math.log1p(-activeShare)));
}

/** A run this long without sessions means that the timer was not used, which says nothing about work. */
export const SILENCE_DAYS = 28;

/**
 * Removes silences and absences from the exposure, in place. Otherwise a person who returns from a holiday to the usual
 * load would seem to work twice as much as usual.
 *
 * @param exposure 1 for each day on which the person could have been active, otherwise 0 (before the first session, and
 *   on stated absences); set to 0 on days of absence
 * @param counts amount of activity per day
 */
export function excuseAbsences(
  exposure: Float64Array,
  counts: ArrayLike<number>,
  rule: AbsenceRule,
): void {
  // Silences go first: they would lower the share of active days, and then pass for ordinary pauses.
  excuseRuns(exposure, counts, SILENCE_DAYS);
  let known = 0;
  let active = 0;
  for (let day = 0; day < exposure.length; day += 1) {
    known += exposure[day] ?? 0;
    if ((counts[day] ?? 0) > 0) active += 1;
  }
  if (active === 0 || active === known) return;
  excuseRuns(exposure, counts, shortestAbsence(active / known, rule));
}

/**
 * Sets the exposure to 0 in every run of at least `shortest` idle days. Days without exposure neither count towards a
 * run nor end it.
 */
function excuseRuns(exposure: Float64Array, counts: ArrayLike<number>, shortest: number): void {
  let idle = 0;
  let first = 0;
  for (let day = 0; day < exposure.length; day += 1) {
    if (exposure[day] === 0) continue;
    if ((counts[day] ?? 0) > 0) {
      idle = 0;
      continue;
    }
    if (idle === 0) first = day;
    idle += 1;
    if (idle === shortest) exposure.fill(0, first, day + 1);
    if (idle > shortest) exposure[day] = 0;
  }
}
