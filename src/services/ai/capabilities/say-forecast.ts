import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";

type Forecast = Pick<ReturnType<Person["forecast"]>, "data" | "message">;

/** Whether a forecast rests on the person's own days, so that it is told. */
export function isForecast({ data }: Forecast): boolean {
  return data.status === "ready";
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
