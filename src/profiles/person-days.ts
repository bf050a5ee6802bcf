import type { PersonNow } from "../ports.ts";
import { statedText } from "../time/stated-days.ts";

/** A person's days: how they are cut, and on which of them the person has stated not to work. */
export type PersonDays = Pick<PersonNow, "cut" | "workTimes">;

/** Whether folds of both are the same. */
export function areSameDays(one: PersonDays, other: PersonDays): boolean {
  if (one.cut !== other.cut) return false;
  return (
    one.workTimes === other.workTimes || statedText(one.workTimes) === statedText(other.workTimes)
  );
}
