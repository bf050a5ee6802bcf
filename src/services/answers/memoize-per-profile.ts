import type { Profile } from "../../models/profile.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";

/** Keys per profile and function; a client that asks for more starts them over. */
const MAX_KEYS = 32;

/** On the heap 1.2 to 2 bytes for each character of its JSON were measured; its bytes as an answer are kept beside it. */
const BYTES_PER_CHARACTER = 2.6;

/** Its key, and its place in a map. */
const OVERHEAD_BYTES = 200;

/** What is remembered of one profile. */
interface Memo<Value> {
  readonly values: Map<string | number, Value>;
  bytes: number;
}

const memoized = new WeakSet();

/** Whether a value is remembered here: the same object is given again and again, and is never changed. */
export function isMemoized(value: object): boolean {
  return memoized.has(value);
}

/** About what a remembered value takes in memory. */
export function memoizedBytes(value: object): number {
  return Math.ceil(OVERHEAD_BYTES + BYTES_PER_CHARACTER * JSON.stringify(value).length);
}

/**
 * Remembers what follows from a profile. A profile belongs to one data version and one day, so work that looks at nothing
 * else of the moment than its day is done once for each. What is remembered is counted with the profile and leaves memory
 * with it. A promise is shared by all who ask meanwhile, counted when it is fulfilled, and forgotten when it is rejected.
 *
 * @param work is given the arguments of the call
 * @param keyOf names everything besides the profile on which the value depends
 */
export function memoizePerProfile<Args extends readonly unknown[], Value extends object>(
  work: (view: ProfileView, ...args: Args) => Value,
  keyOf: (view: ProfileView, ...args: Args) => string | number = () => "",
): (view: ProfileView, ...args: Args) => Value {
  const memos = new WeakMap<Profile, Memo<Value>>();

  function memoOf(view: ProfileView): Memo<Value> {
    const found = memos.get(view.profile);
    if (found !== undefined) return found;
    const memo = { values: new Map(), bytes: 0 };
    memos.set(view.profile, memo);
    return memo;
  }

  return (view, ...args) => {
    const memo = memoOf(view);
    const key = keyOf(view, ...args);
    const found = memo.values.get(key);
    if (found !== undefined) return found;
    const value = work(view, ...args);
    if (memo.values.size >= MAX_KEYS) {
      view.account(-memo.bytes);
      memo.values.clear();
      memo.bytes = 0;
    }
    memo.values.set(key, value);
    const count = (known: object) => {
      if (memo.values.get(key) !== value) return;
      const bytes = memoizedBytes(known);
      memo.bytes += bytes;
      view.account(bytes);
      memoized.add(known);
    };
    if (!(value instanceof Promise)) count(value);
    else {
      value.then(count, () => {
        if (memo.values.get(key) === value) memo.values.delete(key);
      });
    }
    return value;
  };
}
