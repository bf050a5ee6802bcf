import assert from "node:assert/strict";
import type { TSchema } from "typebox";
import { CONTRACT, type ContractName } from "../../src/parity/contract/contract.ts";
import { compileCheck } from "../../src/schemas/validate.ts";

const checks = new Map<TSchema, ReturnType<typeof compileCheck>>();

/** Fails when an answer lacks something that older clients read. */
export function assertContract(answer: unknown, name: ContractName): void {
  const schema: TSchema = CONTRACT[name].answer;
  const check = checks.get(schema) ?? compileCheck(schema);
  checks.set(schema, check);
  const checked = check(answer);
  assert.deepEqual("problems" in checked ? checked.problems : [], [], JSON.stringify(answer));
}
