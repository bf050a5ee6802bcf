import type { EpochDay } from "../../../time/calendar.ts";

/** Number of days, including the last one, for which a read counts. */
export const READ_DAYS = 7;

/** Days on which a person read a briefing: bit 0 is `lastDay`, bit 6 is six days earlier. */
export interface ReadDays {
  readonly lastDay: EpochDay;
  readonly bits: number;
}

/** Number of the seven days up to `today` with a read. */
export function countReadDays({ lastDay, bits }: ReadDays, today: EpochDay): number {
  const passed = Math.max(0, today - lastDay);
  let count = 0;
  for (let ago = 0; ago + passed < READ_DAYS; ago += 1) count += (bits >> ago) & 1;
  return count;
}
