import assert from "node:assert/strict";
import { test } from "node:test";
import { templateWriter } from "../../../../src/services/ai/template-writer.ts";
import { factsFingerprint, type TextRequest } from "../../../../src/services/ai/text-request.ts";

const REQUEST: TextRequest = {
  capability: "motivation",
  userId: "default",
  locale: "en",
  parameters: {},
  asked: {},
  figures: [
    { id: "done", kind: "sessions", value: 4, shown: { en: "4", cs: "4" }, member: ["message"] },
  ],
  names: { categories: [], presets: [], tasks: [], unsayable: [] },
  members: [
    { key: "message", maxLength: 200, template: "4 sessions are done.", figureIds: ["done"] },
  ],
  notes: [],
  factsFingerprint: "",
  day: 20_785,
  deadlineMs: 7000,
  lifetime: { ttlMs: 900_000, endsAtMs: 0, fixedFor: "facts" },
  bypassCache: false,
};

test("templates answer every member and give each of them to a stream", async () => {
  const given: unknown[] = [];
  const written = await templateWriter({ now: () => 7 }).write(REQUEST, {
    onText: (text) => given.push(text),
  });
  assert.deepEqual(written.texts, { message: "4 sessions are done." });
  assert.equal(written.source, "template");
  assert.equal(written.generatedAtMs, 7);
  assert.deepEqual(given, [{ member: "message", text: "4 sessions are done." }]);
});

test("a fingerprint changes with a figure, a name, a note and an asked text, and with nothing else", () => {
  const before = factsFingerprint(REQUEST);
  const [figure] = REQUEST.figures;
  assert.ok(figure);
  const names = { ...REQUEST.names, categories: ["Writing"] };
  for (const change of [
    { figures: [{ ...figure, value: 5 }] },
    { names },
    { notes: [{ day: 20_785, text: "slow" }] },
    { asked: { mood: "tired" } },
  ]) {
    assert.notEqual(factsFingerprint({ ...REQUEST, ...change }), before);
  }
  assert.equal(factsFingerprint({ ...REQUEST }), before);
});
