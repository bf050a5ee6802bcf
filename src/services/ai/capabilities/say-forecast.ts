import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";

type Forecast = Pick<ReturnType<Person["forecast"]>, "data" | "message">;

/** Whether a forecast is based on the person's own days; only then it is stated. */
export function isForecast({ data }: Pick<Forecast, "data">): boolean {
  return data.status === "ready";
}

/** Whether a day has no sessions, neither done nor expected. */
export function isFreeDay(
  forecast: Pick<ReturnType<Person["forecast"]>, "data" | "predicted_sessions">,
): boolean {
  return isForecast(forecast) && forecast.predicted_sessions === 0;
}

/** Text instead of a forecast: since when the person pauses, or that there is too little data. */
export function sayUnforecast(
  draft: TextDraft,
  member: string,
  { message }: Forecast,
  unknown: () => string,
): string {
  return message === undefined ? unknown() : draft.repeat(member, 240, message);
}
