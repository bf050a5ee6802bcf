import assert from "node:assert/strict";
import { test } from "node:test";
import { slotName, slotOf } from "../../../../src/adapters/redis/redis-slots.ts";

test("a key has the slot that a cluster says it has", () => {
  // redis-cli -p <a cluster's node> cluster keyslot <key>; the first is the specification's example, 0x31C3.
  const slots = {
    "123456789": 12_739,
    foo: 12_182,
    "": 0,
    "{user1000}.following": 3443,
    "{user1000}.followers": 3443,
    "foo{}{bar}": 8363,
    "foo{{bar}}zap": 4015,
    "foo{bar}{zap}": 5061,
    "žluťoučký 🍅": 14_722,
  };
  for (const [key, slot] of Object.entries(slots)) assert.equal(slotOf(key), slot, key);
});

test("keys with the same text in their first braces stay together", () => {
  assert.equal(slotName("p:{alice}/api/x 1"), "alice");
  assert.equal(slotName("p:{alice}"), "alice");
  assert.equal(slotName("no braces"), "no braces");
  assert.equal(slotName("{}empty"), "{}empty");
});
