import type { PersonNow } from "../ports.ts";
import { statedText } from "../time/stated-days.ts";

/** What a fold depends on besides the sessions: how days are cut, and which the person has stated not to work on. */
export type PersonDays = Pick<PersonNow, "cut" | "workTimes">;

/** Whether folds of both are the same. */
export function areSameDays(one: PersonDays, other: PersonDays): boolean {
  if (one.cut !== other.cut) return false;
  return (
    one.workTimes === other.workTimes || statedText(one.workTimes) === statedText(other.workTimes)
  );
}
