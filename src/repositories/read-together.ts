/** A statement for so many keys; more are read by a second one. */
const MAX_KEYS = 64;

interface Waiting<Value> {
  readonly found: Promise<ReadonlyMap<string, Value>>;
  readonly keys: Set<string>;
}

/**
 * Reads by key, all that are asked for in one turn of the event loop by one statement: a database that is asked over a
 * connection spends more on a statement than on a row. Nobody waits for a statement that is under way.
 *
 * @param readAll what is found of so many keys
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
