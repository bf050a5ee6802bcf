import type { ProfileView } from "../../profiles/profile-service.ts";
import { memoizedBytes } from "./memoize-per-profile.ts";

/**
 * Works out once what follows from a profile on its day, and stores it with the profile: for the few values that a frequent
 * answer needs and that are dear to work out. They are plain data, small, and the same whenever the day's profile is.
 *
 * @param name with a number that is raised when the arithmetic or the shape of the value changes
 */
export function derivePerProfile<Value extends object>(
  name: `${string}@${number}`,
  work: (view: ProfileView) => Value,
): (view: ProfileView) => Value {
  return (view) => {
    const known = view.derived.get(name);
    if (isMadeBy(work, known)) return known;
    const value = work(view);
    view.derived.set(name, value);
    view.account(memoizedBytes(value));
    return value;
  };
}

/** The name with its number has said so. */
function isMadeBy<Value extends object>(
  _work: (view: ProfileView) => Value,
  known: object | undefined,
): known is Value {
  return known !== undefined;
}
