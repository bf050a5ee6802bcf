import type { EpochDay } from "../../../time/calendar.ts";

/** So many days back, the last one included, a read counts. */
export const READ_DAYS = 7;

/** On which days a person has read a briefing: bit 0 is `lastDay`, bit 6 the day six days before. */
export interface ReadDays {
  readonly lastDay: EpochDay;
  readonly bits: number;
}

/** How many of the seven days up to `today` had a read. */
export function countReadDays({ lastDay, bits }: ReadDays, today: EpochDay): number {
  const passed = Math.max(0, today - lastDay);
  let count = 0;
  for (let ago = 0; ago + passed < READ_DAYS; ago += 1) count += (bits >> ago) & 1;
  return count;
}
