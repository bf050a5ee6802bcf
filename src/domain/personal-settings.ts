import type { CategoryColours } from "./category-colour.ts";
import type { OwnPresets } from "./preset.ts";

/** A range between two texts, both inclusive: times of day or dates, as written. */
export interface TextRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Settings of one person that override the configuration. Null means that the configuration applies, or that nothing
 * was stated.
 */
export interface PersonalSettings {
  /** IANA time zone name. */
  readonly timezone: string | null;
  /** Hour at which the person's days begin, 0–12. */
  readonly dayStartHour: number | null;
  /** Language of the texts. */
  readonly language: string | null;
  /** `HH:MM`. Hours that end before they begin continue past midnight. */
  readonly workingHours: TextRange | null;
  /** ISO weekdays, 1 = Monday, ascending. */
  readonly daysOff: readonly number[] | null;
  /** `YYYY-MM-DD`, ordered by beginning. */
  readonly absences: readonly TextRange[] | null;
  /** At least one preset; ids are unique. */
  readonly presets: OwnPresets;
  readonly categoryColours: CategoryColours;
}

export const NO_PERSONAL_SETTINGS: PersonalSettings = {
  timezone: null,
  dayStartHour: null,
  language: null,
  workingHours: null,
  daysOff: null,
  absences: null,
  presets: null,
  categoryColours: null,
};
