import assert from "node:assert/strict";
import { test } from "node:test";
import { FAULTS } from "../support/history/faults.ts";
import { runFaults } from "../support/history/run-faults.ts";
import { missingPostgresServer } from "../support/own-postgres.ts";

/** Draws each kind of fault at least once. */
const SEED = 226;
const COUNT = 12;

/** When a fault meets a request the machine decides; what is checked has to hold whenever that is. */
test("what clients saw through a dozen faults of PostgreSQL is explicable by changes that happened once each", {
  skip: missingPostgresServer() ?? false,
}, async () => {
  const { violations, figures, faults } = await runFaults(SEED, COUNT);
  assert.deepEqual(violations, []);
  assert.equal(faults.size, FAULTS.length);
  assert.ok(figures.looks > 0 && figures.acknowledged > 0);
});
