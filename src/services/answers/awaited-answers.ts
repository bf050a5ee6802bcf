import type { Profile } from "../../models/profile.ts";
import type { ProfileView } from "../profile-service.ts";

const MOST_KEYS = 64;

/**
 * Remembers answers that take waiting for, such as those about the past, which cost a replay of part of the history.
 * They hold as long as the present profile does: it belongs to one data version and one day. Whoever asks while an
 * answer is worked out waits for the same one.
 *
 * @returns takes a key that names everything besides the profile on which the answer depends
 */
export function awaitedAnswers<Body>(): (
  now: ProfileView,
  key: string,
  work: () => Promise<Body>,
) => Promise<Body> {
  const known = new WeakMap<Profile, Map<string, Promise<Body>>>();
  return (now, key, work) => {
    const answers = known.get(now.profile) ?? new Map<string, Promise<Body>>();
    known.set(now.profile, answers);
    const found = answers.get(key);
    if (found !== undefined) return found;
    if (answers.size >= MOST_KEYS) answers.clear();
    const answer = work();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
