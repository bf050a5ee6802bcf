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

/**
 * Takes absences out of the exposure, in place: whoever returns from a holiday to the usual load would otherwise
 * seem to work twice as much as usual.
 *
 * @param exposure per day 1 where the person could have been active, else 0; set to 0 on days of absence
 * @param counts per day how much was done
 */
export function excuseAbsences(
  exposure: Float64Array,
  counts: ArrayLike<number>,
  rule: AbsenceRule,
): void {
  let known = 0;
  let active = 0;
  for (let day = 0; day < exposure.length; day += 1) {
    known += exposure[day] ?? 0;
    if ((counts[day] ?? 0) > 0) active += 1;
  }
  if (active === 0 || active === known) return;
  const shortest = shortestAbsence(active / known, rule);
  let idle = 0;
  for (let day = 0; day < exposure.length; day += 1) {
    idle = (exposure[day] ?? 0) > 0 && (counts[day] ?? 0) === 0 ? idle + 1 : 0;
    if (idle === shortest) exposure.fill(0, day - idle + 1, day + 1);
    if (idle > shortest) exposure[day] = 0;
  }
}
