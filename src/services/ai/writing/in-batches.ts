/** Maximum batch size. A larger transaction would delay others. */
const MAX_BATCH = 200;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs work in batches: items that arrive while a batch is running form the next one.
 *
 * @param run returns one result per item, in order; when it throws, every item of the batch fails
 */
export function inBatches<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      try {
        const results = await run(batch.map(({ item }) => item));
        for (const [place, result] of results.entries()) batch[place]?.resolve(result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // Deferred, so that items of the same turn of the event loop share a batch.
      if (!isRunning && waiting.length === 1) setImmediate(() => void runAll());
    });
}
