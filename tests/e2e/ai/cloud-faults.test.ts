import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type FaultMatrix, openFaultMatrix } from "../../support/ai/fault-matrix.ts";
import { CONTENT_FAULTS, TRANSPORT_FAULTS } from "../../support/ai/provider-faults.ts";

describe("each answer in both languages, from a provider that has: (cloud)", () => {
  let matrix: FaultMatrix;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  before(async () => {
    process.on("unhandledRejection", note);
    matrix = await openFaultMatrix("cloud");
  });
  after(async () => {
    await matrix.close();
    process.off("unhandledRejection", note);
  });

  for (const fault of [...TRANSPORT_FAULTS, ...CONTENT_FAULTS]) {
    test(`${fault.name}: templates in time, nothing kept, and the model again after it`, () =>
      matrix.meet(fault));
  }

  test("metrics and ledger tell the same calls, failures and money, and no rejection is unhandled", async () => {
    await matrix.compareBooks();
    assert.deepEqual(unhandled, []);
  });
});
