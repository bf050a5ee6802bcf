import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ProviderKind } from "../../src/ports.ts";
import { type FaultMatrix, openFaultMatrix } from "../support/ai/fault-matrix.ts";
import { CONTENT_FAULTS, TRANSPORT_FAULTS } from "../support/ai/provider-faults.ts";

/** What holds for each fault of a provider of one kind. Each kind has a file of its own: two processes run them side by side. */
export function faultSuite(kind: ProviderKind): void {
  describe(`each answer in both languages, from a provider that has: (${kind})`, () => {
    let matrix: FaultMatrix;
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    before(async () => {
      process.on("unhandledRejection", note);
      matrix = await openFaultMatrix(kind);
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
}
