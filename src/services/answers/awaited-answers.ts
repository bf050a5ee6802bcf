import type { Profile } from "../../models/profile.ts";
import type { ProfileView } from "../profile-service.ts";
import { rememberedBytes } from "./remembered-bytes.ts";

const MOST_KEYS = 64;

/**
 * Remembers answers that take waiting for, such as those about the past, which cost a replay of part of the history.
 * They hold as long as the present profile does: it belongs to one data version and one day. They are counted with it and
 * leave memory with it. Whoever asks while an answer is worked out waits for the same one.
 *
 * @returns takes a key that names everything besides the profile on which the answer depends
 */
export function awaitedAnswers<Body extends object>(): (
  now: ProfileView,
  key: string,
  work: () => Promise<Body>,
) => Promise<Body> {
  const known = new WeakMap<
    Profile,
    { readonly answers: Map<string, Promise<Body>>; bytes: number }
  >();
  return (now, key, work) => {
    const of = known.get(now.profile) ?? { answers: new Map<string, Promise<Body>>(), bytes: 0 };
    known.set(now.profile, of);
    const found = of.answers.get(key);
    if (found !== undefined) return found;
    if (of.answers.size >= MOST_KEYS) {
      now.account(-of.bytes);
      of.answers.clear();
      of.bytes = 0;
    }
    const answer = work();
    of.answers.set(key, answer);
    const isKept = () => of.answers.get(key) === answer;
    answer.then(
      (body) => {
        if (!isKept()) return;
        const bytes = rememberedBytes(body);
        of.bytes += bytes;
        now.account(bytes);
      },
      () => {
        if (isKept()) of.answers.delete(key);
      },
    );
    return answer;
  };
}
