import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  emptyProfile,
  learnIntoProfile,
  MODEL_NAMES,
  type Profile,
} from "../../../src/models/profile.ts";
import { sessionPredictor } from "../../../src/models/session-predictor/session-predictor.ts";
import { encodeProfile, openProfile } from "../../../src/profiles/profile-codec.ts";
import {
  askedBytes,
  type KeptProfile,
  type ProfileMemory,
  profileMemory,
} from "../../../src/profiles/profile-memory.ts";
import { NO_STATED_DAYS } from "../../../src/time/stated-days.ts";
import { dataSetG } from "../../support/data-set-g.ts";

/** A profile that has learned, as a fold leaves it. */
function learned(): Profile {
  const profile = emptyProfile();
  for (const session of dataSetG()) learnIntoProfile(profile, session);
  return profile;
}

function kept(profile: Profile): KeptProfile {
  const state = encodeProfile(profile);
  const checkpoint = { day: 20_000, version: 1, sessions: 10, state };
  return { profile, bytes: 75_000, checkpoints: [checkpoint] };
}

/** Keeps a profile as a request does, and has each state of it looked at. */
function keepOpened(memory: ProfileMemory<KeptProfile>, userId: string, profile: Profile): Profile {
  const state = encodeProfile(profile);
  const opened = openProfile(state, {
    ...{ day: profile["session-predictor"].openDay ?? 0, stated: NO_STATED_DAYS },
    onOpened: (name, bytes) => opened && memory.account(userId, opened, askedBytes(name, bytes)),
  });
  if (opened === undefined) assert.fail("it cannot be read");
  memory.set(userId, { profile: opened, bytes: state.byteLength, checkpoints: [] });
  for (const name of MODEL_NAMES) assert.ok(opened[name]);
  return opened;
}

/** Has the session predictor remember what it does for the coming week. */
function askForWeek(profile: Profile): void {
  const state = profile["session-predictor"];
  const day = state.openDay ?? assert.fail("nothing was learned");
  const asked = { day, minute: 720, wallHour: 12 };
  sessionPredictor.predict(state, { kind: "week", asked, start: day });
}

describe("profiles in memory", () => {
  test("stay within the bound for a hundred thousand people, and include the most recently used", () => {
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

  test("do not keep a person whose states alone exceed the bound, and evict nobody for them", () => {
    const memory = profileMemory<KeptProfile>(200_000);
    memory.set("small", kept(emptyProfile()));
    memory.set("large", { ...kept(emptyProfile()), bytes: 1_000_000 });
    assert.equal(memory.peek("large"), undefined);
    assert.ok(memory.peek("small") !== undefined);
  });

  test("are accounted for with about their heap use", () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const used = () => {
      for (let i = 0; i < 3; i++) collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const profile = learned();
    const memory = profileMemory<KeptProfile>(2 ** 30);
    const add = (userId: string) => {
      askForWeek(keepOpened(memory, userId, profile));
    };
    for (let person = 0; person < 50; person++) add(`warm-up ${person}`);
    const [usedBefore, countedBefore] = [used(), memory.bytes];
    for (let person = 0; person < 200; person++) add(`person ${person}`);
    const ratio = (memory.bytes - countedBefore) / (used() - usedBefore);
    assert.ok(ratio > 0.9 && ratio < 1.4, `counted ${ratio.toFixed(2)} times what they take`);
  });

  test("account for the memos of answers, and are evicted together with them", () => {
    const one = kept(emptyProfile());
    const memory = profileMemory(400_000);
    const people = ["one", "two", "six"];
    for (const person of people) memory.set(person, { ...one, profile: { ...one.profile } });
    const before = memory.bytes;
    const profileOf = (person: string) => memory.peek(person)?.profile ?? assert.fail(person);
    memory.account("two", profileOf("two"), 1000);
    assert.equal(memory.bytes, before + 1000);
    memory.account("two", profileOf("two"), -1000);
    assert.equal(memory.bytes, before);
    memory.account("two", one.profile, 1000);
    assert.equal(memory.bytes, before, "of a profile that is kept no more");
    memory.account("six", profileOf("six"), 400_000 - before + 1);
    assert.ok(memory.bytes <= 400_000);
    assert.deepEqual(
      people.filter((person) => memory.peek(person)),
      ["two", "six"],
    );
    memory.set("six", one);
    assert.equal(memory.bytes, (before / 3) * 2, "a new profile begins with nothing remembered");
  });

  test("do not keep a person whose memos exceed the bound", () => {
    const one = kept(emptyProfile());
    const memory = profileMemory(200_000);
    memory.set("person", one);
    memory.account("person", one.profile, 200_000);
    assert.deepEqual([memory.profiles, memory.bytes], [0, 0]);
  });
});
