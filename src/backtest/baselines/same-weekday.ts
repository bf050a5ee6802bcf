/**
 * The known values of the forecast weekday, newest first.
 * @param ahead days after the last known one, 0 … 6
 */
export function sameWeekday(values: readonly number[], ahead: number): number[] {
  const same: number[] = [];
  for (let index = values.length + ahead - 7; index >= 0; index -= 7) same.push(values[index] ?? 0);
  return same;
}

/** Differences between a day and the same weekday a week before, for all days from index `from` + 7 on. */
export function weeklyDifferences(values: readonly number[], from = 0): number[] {
  const differences: number[] = [];
  for (let index = from + 7; index < values.length; index++) {
    differences.push((values[index] ?? 0) - (values[index - 7] ?? 0));
  }
  return differences;
}
