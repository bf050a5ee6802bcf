import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { emptyProfile } from "../../../../src/models/profile.ts";
import type { ProfileView } from "../../../../src/profiles/profile-service.ts";
import { awaitedAnswers } from "../../../../src/services/answers/awaited-answers.ts";
import {
  oncePerProfile,
  oncePerProfileAnd,
  presentAnswers,
} from "../../../../src/services/answers/per-profile.ts";
import { rememberedBytes } from "../../../../src/services/answers/remembered-bytes.ts";

/** A view of nobody's profile, and the bytes that were counted for it. */
function viewOfNobody() {
  const counted = { bytes: 0 };
  const view: ProfileView = {
    userId: "nobody",
    profile: emptyProfile(),
    asked: { day: 20_000, minute: 0, wallHour: 0 },
    wallMinute: 0,
    atMs: 0,
    version: 1,
    sessions: 0,
    account(bytes) {
      counted.bytes += bytes;
    },
  };
  return { view, counted };
}

const VALUE = { text: "x".repeat(1000) };
const BYTES = rememberedBytes(VALUE);

describe("what is remembered of a profile", () => {
  test("is counted once, however often it is asked for", () => {
    const { view, counted } = viewOfNobody();
    const once = oncePerProfile(() => VALUE);
    const onceAnd = oncePerProfileAnd((_, language: string) => ({ ...VALUE, language }));
    once(view);
    once(view);
    assert.equal(counted.bytes, BYTES);
    assert.equal(onceAnd(view, "cs"), onceAnd(view, "cs"));
    assert.notEqual(onceAnd(view, "cs"), onceAnd(view, "en"));
    assert.ok(counted.bytes > 3 * BYTES && counted.bytes < 3.2 * BYTES, `${counted.bytes} bytes`);
  });

  test("of another profile is counted there", () => {
    const [one, other] = [viewOfNobody(), viewOfNobody()];
    const once = oncePerProfile(() => VALUE);
    once(one.view);
    once(other.view);
    assert.deepEqual([one.counted.bytes, other.counted.bytes], [BYTES, BYTES]);
  });

  test("counts no more when it is started over", () => {
    const { view, counted } = viewOfNobody();
    const answers = presentAnswers<typeof VALUE, number>();
    for (let key = 0; key < 1000; key++) {
      answers(view, key, () => ({ ...VALUE }));
      assert.ok(counted.bytes <= 16 * BYTES, `${counted.bytes} bytes`);
    }
    assert.equal(counted.bytes, 8 * BYTES, "1000 are 62 times 16, and 8");
  });

  test("is not counted when it could not be worked out", () => {
    const { view, counted } = viewOfNobody();
    const once = oncePerProfile((): object => assert.fail("no answer"));
    assert.throws(() => once(view));
    assert.equal(counted.bytes, 0);
  });
});

describe("answers that are waited for", () => {
  test("are counted when they are there, and no more when they are started over", async () => {
    const { view, counted } = viewOfNobody();
    const answers = awaitedAnswers<typeof VALUE>();
    for (let key = 0; key < 200; key++) {
      const before = counted.bytes;
      const answer = answers(view, `${key}`, async () => VALUE);
      assert.ok(counted.bytes <= before, "it is not there yet");
      await answer;
      assert.ok(counted.bytes <= 64 * BYTES, `${counted.bytes} bytes`);
    }
    assert.equal(counted.bytes, 8 * BYTES, "200 are 3 times 64, and 8");
  });

  test("that arrive after they were started over, or fail, are not counted", async () => {
    const { view, counted } = viewOfNobody();
    const answers = awaitedAnswers<typeof VALUE>();
    const late = Promise.withResolvers<typeof VALUE>();
    const waiting = answers(view, "late", () => late.promise);
    for (let key = 0; key < 64; key++) await answers(view, `${key}`, async () => VALUE);
    late.resolve(VALUE);
    await waiting;
    assert.equal(counted.bytes, BYTES, "the one that started them over");
    await assert.rejects(answers(view, "broken", () => Promise.reject(new Error("no answer"))));
    assert.equal(counted.bytes, BYTES);
    assert.equal(await answers(view, "broken", async () => VALUE), VALUE);
    assert.equal(counted.bytes, 2 * BYTES);
  });
});
