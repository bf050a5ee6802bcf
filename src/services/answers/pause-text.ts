import { type Locale, translate } from "../../messages/translate.ts";
import { type EpochDay, formatDay } from "../../time/calendar.ts";
import type { Pause } from "./pause.ts";

/**
 * "Last session on 2 March; forecasts wait until you start again". The year is added when it differs from that of
 * `today`.
 */
export function pauseText({ lastSession }: Pause, today: EpochDay, locale: Locale): string {
  return translate(locale, "paused", { date: dayText(lastSession, today, locale) });
}

/** `2 March`, or `2 March 2025` when the year differs from that of `today`. */
function dayText(day: EpochDay, today: EpochDay, locale: Locale): string {
  const [date, todayDate] = [formatDay(day), formatDay(today)];
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "numeric",
    month: "long",
    ...(date.slice(0, 4) === todayDate.slice(0, 4) ? {} : { year: "numeric" }),
    timeZone: "UTC",
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}
