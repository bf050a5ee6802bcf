import type { Profile } from "../../models/profile.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";

/** Maximum number of keys per profile and function; more clear the cache. */
const MAX_KEYS = 32;

/** Measured heap size is 1.2 to 2 bytes per character of JSON; the encoded answer is kept in addition. */
const BYTES_PER_CHARACTER = 2.6;

/** Size of a key and its map entry. */
const OVERHEAD_BYTES = 200;

/** Cached value of one profile. */
interface Memo<Value> {
  readonly values: Map<string | number, Value>;
  bytes: number;
}

const memoized = new WeakSet();

/** Whether a value is cached here: the same object is returned repeatedly and never changed. */
export function isMemoized(value: object): boolean {
  return memoized.has(value);
}

/** Approximate memory of a cached value. */
export function memoizedBytes(value: object): number {
  return Math.ceil(OVERHEAD_BYTES + BYTES_PER_CHARACTER * JSON.stringify(value).length);
}

/**
 * Caches a function of a profile. A profile belongs to one data version and one day, so a function that depends on
 * nothing else of the moment is computed once for each. The cached values count towards the profile's size and are
 * evicted with it. A pending promise is shared by concurrent callers, counted when it is fulfilled, and removed when it
 * is rejected.
 *
 * @param work called with the arguments of the call
 * @param keyOf key of everything but the profile that the value depends on
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
