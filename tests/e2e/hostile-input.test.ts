import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestApp } from "../support/app.ts";
import { forEachDatabase } from "../support/databases.ts";
import { collectedHeap } from "../support/hostile-input/collected-heap.ts";
import { runHostileInput } from "../support/hostile-input/run.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const SEED = 11;
/** On each database; `npm run hostile-input` sends more. */
const REQUESTS = 1500;
/** Until all is loaded and compiled, and tables that are bounded are full. */
const WARM_UP = 700;
const MAX_GROWTH_BYTES = 24 * 2 ** 20;

forEachDatabase((_name, open) => {
  test("whatever is sent is answered as described, refused when it is invalid, and costs no memory", async () => {
    const database = await open();
    const service = await openTestApp({ url: database.url, logLevel: "silent" });
    const histories = HISTORIES["hostile values"]?.(service.clock.now()) ?? [];
    await storeSessions(service.dependencies, histories);
    let warm = 0;
    try {
      const outcome = await runHostileInput(service, {
        ...{ seed: SEED, requests: REQUESTS },
        onRequest: (count) => {
          if (count === WARM_UP) warm = collectedHeap();
        },
      });
      assert.deepEqual(outcome.faults, [], outcome.faults.join("\n"));
      assert.ok(outcome.invalid > REQUESTS / 10, `${outcome.invalid} were invalid`);
      // Nearly every operation has had a request that it accepts.
      assert.ok(outcome.neverAnswered.length <= 4, outcome.neverAnswered.join(", "));
      const growth = collectedHeap() - warm;
      assert.ok(growth < MAX_GROWTH_BYTES, `the heap grew by ${growth} bytes`);
    } finally {
      await service.close();
      await database.close();
    }
  });
});
