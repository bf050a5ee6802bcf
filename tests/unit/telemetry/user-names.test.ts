import assert from "node:assert/strict";
import { test } from "node:test";
import { createUserNames } from "../../../src/telemetry/user-names.ts";

test("a person has one name per key, which no other person shares", () => {
  const names = createUserNames({ style: "hashed", key: "k" });
  assert.match(names("ada") ?? "", /^[0-9a-f]{16}$/);
  assert.equal(names("ada"), createUserNames({ style: "hashed", key: "k" })("ada"));
  assert.notEqual(names("ada"), names("bob"));
  assert.notEqual(names("ada"), createUserNames({ style: "hashed", key: "l" })("ada"));
});

test("without a key names differ after every restart", () => {
  const [one, other] = [1, 2].map(() => createUserNames({ style: "hashed", key: undefined }));
  assert.notEqual(one?.("ada"), other?.("ada"));
});

test("the style plain yields the id itself, and the style none yields no name", () => {
  assert.equal(createUserNames({ style: "plain", key: undefined })("ada"), "ada");
  assert.equal(createUserNames({ style: "none", key: undefined })("ada"), undefined);
});

test("a bounded number of names is memoized, and further names stay the same", () => {
  const names = createUserNames({ style: "hashed", key: "k" });
  const first = names("0");
  for (let user = 1; user < 10_002; user += 1) names(String(user));
  assert.equal(names("0"), first);
});
