/** Keys per statement; further keys are read by another one. */
const MAX_KEYS = 64;

interface Waiting<Value> {
  readonly found: Promise<ReadonlyMap<string, Value>>;
  readonly keys: Set<string>;
}

/**
 * Reads by key. One statement reads all keys that are requested in one turn of the event loop, because a database server
 * spends more on a statement than on a row. No request waits for a statement in flight.
 *
 * @param readAll reads the values of several keys
 */
export function readTogether<Value>(
  readAll: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let waiting: Waiting<Value> | undefined;

  function begin(): Waiting<Value> {
    const keys = new Set<string>();
    const turnEnds = new Promise<void>((resolve) => {
      setImmediate(() => {
        if (waiting?.keys === keys) waiting = undefined;
        resolve();
      });
    });
    return { keys, found: turnEnds.then(() => readAll([...keys])) };
  }

  return async (key) => {
    waiting ??= begin();
    const { keys, found } = waiting;
    keys.add(key);
    if (keys.size >= MAX_KEYS) waiting = undefined;
    return (await found).get(key);
  };
}
