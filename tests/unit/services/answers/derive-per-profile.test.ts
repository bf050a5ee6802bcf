import assert from "node:assert/strict";
import { test } from "node:test";
import { derivePerProfile } from "../../../../src/services/answers/derive-per-profile.ts";
import { viewOfNobody } from "./view-of-nobody.ts";

test("what follows from a profile is worked out once, is taken as it was stored, and a raised number asks anew", () => {
  const { view, counted } = viewOfNobody();
  let calls = 0;
  const work = () => {
    calls += 1;
    return [calls];
  };
  const first = derivePerProfile("count@1", work);
  assert.equal(first(view), first(view));
  assert.equal(calls, 1);
  assert.ok(counted.bytes > 0);
  assert.deepEqual(derivePerProfile("count@1", work)(view), [1]);
  assert.deepEqual(derivePerProfile("count@2", work)(view), [2]);
});
