import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locale } from "../../../../../src/messages/locale.ts";
import { emptyProfile } from "../../../../../src/models/profile.ts";
import { createDerivedValues } from "../../../../../src/profiles/derived-values.ts";
import type { ProfileView } from "../../../../../src/profiles/profile-service.ts";
import { defineCapability } from "../../../../../src/services/ai/drafting/define-capability.ts";
import { Person } from "../../../../../src/services/ai/person.ts";
import { NOTHING_STATED } from "../../../../../src/time/work-times.ts";
import { openZone } from "../../../../../src/time/zone.ts";

const profile = emptyProfile();

function personAt(atMs: number, locale: Locale = "en", of = profile): Person {
  const view: ProfileView = {
    userId: "nobody",
    profile: of,
    derived: createDerivedValues({ day: 20_000 }),
    asked: { day: 20_000, minute: 0, wallHour: 0 },
    wallMinute: 0,
    cut: { zone: openZone("UTC"), dayStartHour: 0 },
    workTimes: NOTHING_STATED,
    presets: null,
    atMs,
    version: 1,
    sessions: 0,
    account() {},
  };
  return new Person({ view, locale, categories: [], checkin: null, recent: [], morning: view });
}

function countedCapability() {
  let drafts = 0;
  const capability = defineCapability<{ mood: string }, string>({
    name: "motivation",
    deadlineMs: 1000,
    ttlMs: 1000,
    fixedFor: "facts",
    parameters: () => ({}),
    compose(_person, draft, { mood }) {
      drafts += 1;
      const key = draft.say("message", 200, "ai.motivation.paused");
      return (text) => `${mood}: ${text(key)}`;
    },
  });
  return { capability, drafts: () => drafts };
}

const OPTIONS = { bypassCache: false, endsAtMs: 0, found: [] };
const NOTE = { day: 20_000, text: "Chapter two reads well." };

test("a question is drafted once for a minute of a profile", () => {
  const { capability, drafts } = countedCapability();
  const first = capability.draft(personAt(60_000), { mood: "calm" }, OPTIONS);
  const again = capability.draft(personAt(119_999), { mood: "calm" }, OPTIONS);
  assert.equal(again.request, first.request);
  assert.equal(drafts(), 1);
});

const OTHERS: readonly (readonly [string, Parameters<typeof draftOther>])[] = [
  ["in the next minute", [personAt(120_000), "calm", OPTIONS]],
  ["in another language", [personAt(60_000, "cs"), "calm", OPTIONS]],
  ["of other data", [personAt(60_000, "en", emptyProfile()), "calm", OPTIONS]],
  ["with another question", [personAt(60_000), "tired", OPTIONS]],
  ["with notes that were found for it", [personAt(60_000), "calm", { ...OPTIONS, found: [NOTE] }]],
];

function draftOther(
  person: Person,
  mood: string,
  options: typeof OPTIONS | { found: (typeof NOTE)[] },
) {
  const { capability, drafts } = countedCapability();
  capability.draft(personAt(60_000), { mood: "calm" }, OPTIONS);
  capability.draft(person, { mood }, { ...OPTIONS, ...options });
  return drafts();
}

for (const [name, other] of OTHERS) {
  test(`it is drafted anew ${name}`, () => {
    assert.equal(draftOther(...other), 2);
  });
}

test("a long question is not kept", () => {
  const { capability, drafts } = countedCapability();
  const mood = "calm ".repeat(500);
  for (let ask = 0; ask < 2; ask++) capability.draft(personAt(0), { mood }, OPTIONS);
  assert.equal(drafts(), 2);
});

test("who bypasses kept texts gets the same draft, and the next caller does not bypass them", () => {
  const { capability, drafts } = countedCapability();
  const bypassing = capability.draft(
    personAt(0),
    { mood: "calm" },
    { ...OPTIONS, bypassCache: true },
  );
  const next = capability.draft(personAt(0), { mood: "calm" }, OPTIONS);
  assert.deepEqual([bypassing.request.bypassCache, next.request.bypassCache], [true, false]);
  assert.equal(drafts(), 1);
});
