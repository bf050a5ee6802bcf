import { themeProductivity } from "../../../models/theme-productivity/theme-productivity.ts";
import { recommendTheme } from "../../../models/theme-productivity/theme-recommendation.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { EpochDay } from "../../../time/calendar.ts";

/** Sessions and ratings of each theme. */
export type ThemeFacts = ReturnType<typeof themeFacts>;

/** Theme recommended for the weekday of a day. */
export type ThemeAdviceFacts = ReturnType<typeof themeAdviceFacts>;

export function themeFacts({ profile, asked }: ProfileView) {
  return { prediction: themeProductivity.predict(profile["theme-productivity"], { asked }) };
}

export function themeAdviceFacts(view: ProfileView, day: EpochDay) {
  const { basis } = themeFacts(view).prediction;
  return { day, basis, advice: recommendTheme(view.profile["theme-productivity"], day) };
}
