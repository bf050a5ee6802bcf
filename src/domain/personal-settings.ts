/** What of the configuration is otherwise for one person; null is what the configuration says. */
export interface PersonalSettings {
  /** IANA name. */
  readonly timezone: string | null;
  /** Hour at which the person's days begin, 0–12. */
  readonly dayStartHour: number | null;
  /** Of texts. */
  readonly language: string | null;
}

export const NO_PERSONAL_SETTINGS: PersonalSettings = {
  timezone: null,
  dayStartHour: null,
  language: null,
};
