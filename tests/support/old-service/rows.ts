import { formatDay, isoWeekday } from "../../../src/time/calendar.ts";

/** A finished session as the old service read it: its time is that of the end. */
export interface OldRow {
  readonly date: string;
  readonly hour: number;
  readonly preset: string;
  readonly category: string;
  readonly minutes: number;
  readonly rating: number | null;
}

export const PRESETS: Readonly<
  Record<string, readonly [name: string, work: number, pause: number]>
> = {
  deep_work: ["Deep Work", 52, 17],
  learning: ["Learning", 45, 15],
  quick_tasks: ["Quick Tasks", 25, 5],
  flow_mode: ["Flow Mode", 90, 20],
};
export const PRESET_IDS = Object.keys(PRESETS);
export const CATEGORIES = ["Learning", "Database", "Meetings"];
/** Eight invented weeks up to and without `today`, newest first, as the old service sorted them. */
export function inventRows(today: number): OldRow[] {
  const rows: OldRow[] = [];
  for (let day = today - 1; day >= today - 56; day -= 1) {
    if (isoWeekday(day) === 7) continue;
    for (const [position, hour] of [15, 11, 9].entries()) {
      rows.push({
        date: formatDay(day),
        hour,
        preset: PRESET_IDS[(day + position) % PRESET_IDS.length] ?? "deep_work",
        category: CATEGORIES[(day + 2 * position) % CATEGORIES.length] ?? "Learning",
        minutes: 25 + 13 * position,
        rating: (day + position) % 9 === 0 ? null : 50 + ((7 * day + 11 * position) % 45),
      });
    }
  }
  return rows;
}

export function rated(rows: readonly OldRow[]): { rating: number; row: OldRow }[] {
  return rows.flatMap((row) => (row.rating === null ? [] : [{ rating: row.rating, row }]));
}

/** With two decimals; 0 of nothing. */
export function meanRating(rows: readonly OldRow[]): number {
  const ratings = rated(rows).map(({ rating }) => rating);
  return round(ratings.reduce((sum, rating) => sum + rating, 0) / Math.max(1, ratings.length));
}

export function round(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals));
}

export function groupRows(
  rows: readonly OldRow[],
  by: (row: OldRow) => string | number,
): [string, OldRow[]][] {
  return Object.entries(Object.groupBy(rows, by)).map(([name, group]) => [name, group ?? []]);
}
