import type { OwnPresets } from "./preset.ts";

/** From one text to another, both included, as they are written: times of day, or dates. */
export interface TextRange {
  readonly from: string;
  readonly to: string;
}

/** What of the configuration is otherwise for one person; null is what the configuration says, or was not stated. */
export interface PersonalSettings {
  /** IANA name. */
  readonly timezone: string | null;
  /** Hour at which the person's days begin, 0–12. */
  readonly dayStartHour: number | null;
  /** Of texts. */
  readonly language: string | null;
  /** `HH:MM`; hours that end before they begin go on past midnight. */
  readonly workingHours: TextRange | null;
  /** ISO weekdays, 1 = Monday, ascending. */
  readonly daysOff: readonly number[] | null;
  /** `YYYY-MM-DD`, by their beginning. */
  readonly absences: readonly TextRange[] | null;
  /** At least one; their ids differ. */
  readonly presets: OwnPresets;
}

export const NO_PERSONAL_SETTINGS: PersonalSettings = {
  timezone: null,
  dayStartHour: null,
  language: null,
  workingHours: null,
  daysOff: null,
  absences: null,
  presets: null,
};
