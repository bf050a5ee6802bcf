import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { emptyProfile, learnIntoProfile, type Profile } from "../../../../src/models/profile.ts";
import { compactProfile, encodeProfile } from "../../../../src/services/profile/profile-codec.ts";
import {
  type KeptProfile,
  profileMemory,
} from "../../../../src/services/profile/profile-memory.ts";
import { dataSetG } from "../../../support/data-set-g.ts";

/** A profile that has learned, as a fold leaves it. */
function learned(): Profile {
  const profile = emptyProfile();
  for (const session of dataSetG()) learnIntoProfile(profile, session);
  return profile;
}

function kept(profile: Profile): KeptProfile {
  const state = encodeProfile(profile);
  const checkpoint = { day: 20_000, version: 1, sessions: 10, state };
  return { ...compactProfile(profile), checkpoints: [checkpoint] };
}

describe("profiles in memory", () => {
  test("stay within the bound for a hundred thousand people, who was asked about last among them", () => {
    const maxBytes = 4 * 2 ** 20;
    const memory = profileMemory(maxBytes);
    const one = kept(emptyProfile());
    let most = 0;
    for (let person = 0; person < 100_000; person++) {
      memory.set(`person ${person}`, one);
      memory.get("person 0");
      most = Math.max(most, memory.bytes);
    }
    assert.ok(most <= maxBytes && most > maxBytes * 0.9, `${most} bytes`);
    assert.ok(memory.profiles > 40 && memory.profiles < 100, `${memory.profiles} profiles`);
    assert.ok(memory.peek("person 99999") !== undefined);
    assert.ok(memory.peek("person 0") !== undefined, "asked about all the time");
    assert.equal(memory.peek("person 1"), undefined);
  });

  test("a person whose states alone exceed the bound is not kept, and pushes nobody out", () => {
    const memory = profileMemory<KeptProfile>(200_000);
    memory.set("small", kept(emptyProfile()));
    memory.set("large", { ...kept(emptyProfile()), characters: 1_000_000 });
    assert.equal(memory.peek("large"), undefined);
    assert.ok(memory.peek("small") !== undefined);
  });

  test("count for about what they take on the heap", () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const used = () => {
      for (let i = 0; i < 3; i++) collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const profile = learned();
    const memory = profileMemory(2 ** 30);
    for (let person = 0; person < 50; person++) memory.set(`warm-up ${person}`, kept(profile));
    const [usedBefore, countedBefore] = [used(), memory.bytes];
    for (let person = 0; person < 200; person++) memory.set(`person ${person}`, kept(profile));
    const ratio = (memory.bytes - countedBefore) / (used() - usedBefore);
    assert.ok(ratio > 0.9 && ratio < 1.4, `counted ${ratio.toFixed(2)} times what they take`);
  });

  test("of people who were not asked about lately keep their states, and nothing that hangs on the object", () => {
    const memory = profileMemory(2 ** 30);
    const profile = learned();
    memory.set("early", kept(profile));
    const before = memory.get("early")?.profile;
    for (let person = 0; person < 63; person++)
      memory.set(`person ${person}`, kept(emptyProfile()));
    assert.equal(memory.peek("early")?.profile, before, "one of the 64 last");
    memory.set("one more", kept(emptyProfile()));
    const after = memory.get("early")?.profile;
    assert.notEqual(after, before);
    assert.deepEqual(after, before);
    assert.equal(memory.get("early")?.profile, after, "it is one of the last again");
  });
});
