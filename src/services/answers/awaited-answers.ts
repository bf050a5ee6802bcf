import type { ProfileView } from "../../profiles/profile-service.ts";
import { keysPerProfile } from "./keys-per-profile.ts";

const MAX_KEYS = 64;

/**
 * Remembers answers that take waiting for, such as those about the past, which cost a replay of part of the history.
 * They hold as long as the present profile does: it belongs to one data version and one day. They are counted with it and
 * leave memory with it. Equal requests share one computation.
 *
 * @returns takes a key that names everything besides the profile on which the answer depends
 */
export function awaitedAnswers<Body extends object>(): (
  now: ProfileView,
  key: string,
  work: () => Promise<Body>,
) => Promise<Body> {
  const keysOf = keysPerProfile<string, Promise<Body>>(MAX_KEYS);
  return (now, key, work) => {
    const keys = keysOf(now);
    const found = keys.get(key);
    if (found !== undefined) return found;
    const answer = work();
    keys.set(key, answer);
    const isKept = () => keys.get(key) === answer;
    answer.then(
      (body) => {
        if (isKept()) keys.count(body);
      },
      () => {
        if (isKept()) keys.delete(key);
      },
    );
    return answer;
  };
}
