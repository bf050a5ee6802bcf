import type { PersonState } from "../ports.ts";
import { statedText } from "../time/stated-days.ts";

/** A person's days: their cut, and the days off that the person has stated. */
export type PersonDays = Pick<PersonState, "cut" | "workTimes">;

/** Whether both yield the same fold. */
export function areSameDays(one: PersonDays, other: PersonDays): boolean {
  if (one.cut !== other.cut) return false;
  return (
    one.workTimes === other.workTimes || statedText(one.workTimes) === statedText(other.workTimes)
  );
}
