import type { Profile } from "../../models/profile.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { keysPerProfile } from "./keys-per-profile.ts";
import { rememberedBytes } from "./remembered-bytes.ts";

const MAX_KEYS = 16;

const lasting = new WeakSet();

/** Whether a value is remembered here: the same object is given again and again, and is never changed. */
export function isLasting(value: object): boolean {
  return lasting.has(value);
}

/**
 * Remembers what follows from a profile. A profile belongs to one data version and one day, so whatever looks at
 * nothing else of the moment than its day is worked out once for each. It is counted with the profile and leaves memory
 * with it.
 */
export function oncePerProfile<Value extends object>(
  work: (view: ProfileView) => Value,
): (view: ProfileView) => Value {
  const known = new WeakMap<Profile, Value>();
  return (view) => {
    const found = known.get(view.profile);
    if (found !== undefined) return found;
    const value = work(view);
    known.set(view.profile, value);
    lasting.add(value);
    view.account(rememberedBytes(value));
    return value;
  };
}

/** The same for what follows from a profile and one thing more, such as a language. */
export function oncePerProfileAnd<Key, Value extends object>(
  work: (view: ProfileView, key: Key) => Value,
): (view: ProfileView, key: Key) => Value {
  const answers = presentAnswers<Value, Key>();
  return (view, key) => answers(view, key, () => work(view, key));
}

/** The same with a key that names everything besides the profile on which the answer depends. */
export function presentAnswers<Value extends object, Key = string>(): (
  view: ProfileView,
  key: Key,
  work: () => Value,
) => Value {
  const keysOf = keysPerProfile<Key, Value>(MAX_KEYS);
  return (view, key, work) => {
    const keys = keysOf(view);
    const found = keys.get(key);
    if (found !== undefined) return found;
    const value = work();
    keys.set(key, value);
    keys.count(value);
    lasting.add(value);
    return value;
  };
}
