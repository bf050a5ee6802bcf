import assert from "node:assert/strict";
import { test } from "node:test";
import { createUserNames } from "../../../src/telemetry/user-names.ts";

test("a person has one name by one key, another by another, and nobody else the same", () => {
  const names = createUserNames({ style: "hashed", key: "k" });
  assert.match(names("ada") ?? "", /^[0-9a-f]{16}$/);
  assert.equal(names("ada"), createUserNames({ style: "hashed", key: "k" })("ada"));
  assert.notEqual(names("ada"), names("bob"));
  assert.notEqual(names("ada"), createUserNames({ style: "hashed", key: "l" })("ada"));
});

test("without a key names differ from start to start", () => {
  const [one, other] = [1, 2].map(() => createUserNames({ style: "hashed", key: undefined }));
  assert.notEqual(one?.("ada"), other?.("ada"));
});

test("the id itself, or nothing, where it is asked for", () => {
  assert.equal(createUserNames({ style: "plain", key: undefined })("ada"), "ada");
  assert.equal(createUserNames({ style: "none", key: undefined })("ada"), undefined);
});

test("names are kept in bounds, and stay the same beyond them", () => {
  const names = createUserNames({ style: "hashed", key: "k" });
  const first = names("0");
  for (let user = 1; user < 10_002; user += 1) names(String(user));
  assert.equal(names("0"), first);
});
