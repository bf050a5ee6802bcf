import type { ProfileView } from "../../profiles/profile-service.ts";
import { memoizedBytes } from "./memoize-per-profile.ts";

/**
 * Computes a value of a profile once per day and stores it with the profile. It is meant for the few expensive values
 * of frequent answers. They are small plain data, and depend on the day's profile alone.
 *
 * @param name name and version; raise the version when the arithmetic or the shape of the value changes
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

/** The name with its version identifies the type. */
function isMadeBy<Value extends object>(
  _work: (view: ProfileView) => Value,
  known: object | undefined,
): known is Value {
  return known !== undefined;
}
