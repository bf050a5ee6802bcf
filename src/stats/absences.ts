/** When days without anything are an absence and no mere pause. */
export interface AbsenceRule {
  /** So many idle days in a row must be less probable than this for how often the person is active. */
  readonly probability: number;
  /** Shortest absence, in days. */
  readonly days: number;
}

/** Idle days in a row that make an absence for somebody who is active on this share of days. */
export function shortestAbsence(activeShare: number, rule: AbsenceRule): number {
  if (activeShare <= 0 || activeShare >= 1) return rule.days;
  return Math.max(rule.days, Math.ceil(Math.log(rule.probability) / Math.log1p(-activeShare)));
}

/** So many days in a row without any session are no absence from work but from the timer: nobody looked. */
export const SILENCE_DAYS = 28;

/**
 * Takes silences and absences out of the exposure, in place: a person who returns from a holiday to the usual load would
 * otherwise seem to work twice as much as usual.
 *
 * @param exposure per day 1 where the person could have been active, else 0 (before they were known, and on days that they
 *   have stated to be away); set to 0 on days of absence
 * @param counts per day how much was done
 */
export function excuseAbsences(
  exposure: Float64Array,
  counts: ArrayLike<number>,
  rule: AbsenceRule,
): void {
  // A silence would make the person look seldom active, and so hide itself among mere pauses.
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
 * Sets the exposure of idle days to 0 where at least `shortest` of them follow one another. Days without exposure neither count
 * nor end a run.
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
