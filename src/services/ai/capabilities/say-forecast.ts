import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";

type Forecast = Pick<ReturnType<Person["forecast"]>, "data" | "message">;

/** Whether a forecast rests on the person's own days, so that it is told. */
export function isForecast({ data }: Pick<Forecast, "data">): boolean {
  return data.status === "ready";
}

/** Whether no session is expected on a day, neither done nor to come. */
export function isFreeDay(
  forecast: Pick<ReturnType<Person["forecast"]>, "data" | "predicted_sessions">,
): boolean {
  return isForecast(forecast) && forecast.predicted_sessions === 0;
}

/** In place of a forecast: since when the person pauses, or that too little is known. */
export function sayUnforecast(
  draft: TextDraft,
  member: string,
  { message }: Forecast,
  unknown: () => string,
): string {
  return message === undefined ? unknown() : draft.repeat(member, 240, message);
}
