import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseOpenError, DatabaseUnavailableError } from "../../../src/db/errors.ts";
import { whenReachable } from "../../../src/db/when-reachable.ts";
import { testClock } from "../../support/test-clock.ts";

const AWAY = new DatabaseOpenError(
  "db.unknown_url",
  {},
  new DatabaseUnavailableError("db.too_slow"),
);
const REFUSED = new DatabaseOpenError("db.unknown_url", {}, new Error("wrong password"));

/** Opens by failing with each error in turn, and then succeeding; time passes only in pauses. */
function opening(errors: readonly Error[], forMs: number, stop?: AbortSignal) {
  const clock = testClock("2026-03-02T12:00:00Z");
  const startMs = clock.now();
  const left = [...errors];
  const said: Error[] = [];
  const opened = whenReachable(
    async () => {
      const error = left.shift();
      if (error !== undefined) throw error;
      return "open";
    },
    {
      ...{ clock, forMs, stop },
      pause: async (ms) => clock.advance(ms),
      onWaiting: (error) => said.push(error),
    },
  );
  return { opened, said, waitedMs: () => clock.now() - startMs };
}

test("a database that becomes reachable is waited for, and the waiting is reported once", async () => {
  const { opened, said, waitedMs } = opening([AWAY, AWAY, AWAY], 60_000);
  assert.equal(await opened, "open");
  assert.deepEqual(said, [AWAY]);
  assert.ok(waitedMs() > 0);
});

test("a database that stays unreachable fails with its own error in the end", async () => {
  const { opened, waitedMs } = opening(
    Array.from({ length: 1000 }, () => AWAY),
    10_000,
  );
  await assert.rejects(opened, AWAY);
  assert.equal(waitedMs(), 10_000);
});

test("an error that waiting cannot resolve, a limit of 0 and an abort end the waiting at once", async () => {
  const refused = opening([REFUSED], 60_000);
  await assert.rejects(refused.opened, REFUSED);
  await assert.rejects(opening([AWAY], 0).opened, AWAY);
  await assert.rejects(opening([AWAY], 60_000, AbortSignal.abort()).opened, AWAY);
  assert.deepEqual([refused.said, refused.waitedMs()], [[], 0]);
});
