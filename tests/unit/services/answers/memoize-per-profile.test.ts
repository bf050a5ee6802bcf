import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  isMemoized,
  memoizedBytes,
  memoizePerProfile,
} from "../../../../src/services/answers/memoize-per-profile.ts";
import { viewOfNobody } from "./view-of-nobody.ts";

const VALUE = { text: "x".repeat(1000) };
const BYTES = memoizedBytes(VALUE);
const MAX_KEYS = 32;

describe("what is remembered of a profile", () => {
  test("is worked out and counted once for each key, however often it is asked for", () => {
    const { view, counted } = viewOfNobody();
    let calls = 0;
    const once = memoizePerProfile(() => {
      calls += 1;
      return VALUE;
    });
    once(view);
    once(view);
    assert.equal(calls, 1);
    assert.equal(counted.bytes, BYTES);
    const inLanguage = memoizePerProfile(
      (_view, language: string) => ({ ...VALUE, language }),
      (_view, language) => language,
    );
    assert.equal(inLanguage(view, "cs"), inLanguage(view, "cs"));
    assert.notEqual(inLanguage(view, "cs"), inLanguage(view, "en"));
    assert.ok(counted.bytes > 3 * BYTES && counted.bytes < 3.2 * BYTES, `${counted.bytes} bytes`);
  });

  test("is known to be the same object each time, and nothing else is", () => {
    const { view } = viewOfNobody();
    const once = memoizePerProfile(() => ({ ...VALUE }));
    assert.equal(isMemoized(once(view)), true);
    assert.equal(isMemoized({ ...VALUE }), false);
  });

  test("of another profile is counted there", () => {
    const [one, other] = [viewOfNobody(), viewOfNobody()];
    const once = memoizePerProfile(() => VALUE);
    once(one.view);
    once(other.view);
    assert.deepEqual([one.counted.bytes, other.counted.bytes], [BYTES, BYTES]);
  });

  test("counts no more when it is started over", () => {
    const { view, counted } = viewOfNobody();
    const values = memoizePerProfile(
      (_view, _key: number) => ({ ...VALUE }),
      (_view, key) => key,
    );
    for (let key = 0; key < 1000; key++) {
      values(view, key);
      assert.ok(counted.bytes <= MAX_KEYS * BYTES, `${counted.bytes} bytes`);
    }
    assert.equal(counted.bytes, 8 * BYTES, "1000 are 31 times 32, and 8");
  });

  test("is not counted when it could not be worked out", () => {
    const { view, counted } = viewOfNobody();
    const once = memoizePerProfile((): object => assert.fail("no answer"));
    assert.throws(() => once(view));
    assert.equal(counted.bytes, 0);
  });
});

describe("values that are waited for", () => {
  /** What takes the work that a call is given. */
  const memo = () =>
    memoizePerProfile(
      (_view, _key: string, work: () => Promise<typeof VALUE>) => work(),
      (_view, key) => key,
    );

  test("are shared by all who ask meanwhile", async () => {
    const { view, counted } = viewOfNobody();
    const values = memo();
    const late = Promise.withResolvers<typeof VALUE>();
    const first = values(view, "a", () => late.promise);
    const second = values(view, "a", () => assert.fail("worked out twice"));
    late.resolve(VALUE);
    assert.equal(await first, await second);
    assert.equal(counted.bytes, BYTES);
  });

  test("are counted when they are there, and no more when they are started over", async () => {
    const { view, counted } = viewOfNobody();
    const values = memo();
    for (let key = 0; key < 200; key++) {
      const before = counted.bytes;
      const value = values(view, `${key}`, async () => VALUE);
      assert.ok(counted.bytes <= before, "it is not there yet");
      await value;
      assert.ok(counted.bytes <= MAX_KEYS * BYTES, `${counted.bytes} bytes`);
    }
    assert.equal(counted.bytes, 8 * BYTES, "200 are 6 times 32, and 8");
  });

  test("that arrive after they were started over, or fail, are not counted", async () => {
    const { view, counted } = viewOfNobody();
    const values = memo();
    const late = Promise.withResolvers<typeof VALUE>();
    const waiting = values(view, "late", () => late.promise);
    for (let key = 0; key < MAX_KEYS; key++) await values(view, `${key}`, async () => VALUE);
    late.resolve(VALUE);
    await waiting;
    assert.equal(counted.bytes, BYTES, "the one that started them over");
    await assert.rejects(values(view, "broken", () => Promise.reject(new Error("no answer"))));
    assert.equal(counted.bytes, BYTES);
    assert.equal(await values(view, "broken", async () => VALUE), VALUE);
    assert.equal(counted.bytes, 2 * BYTES);
  });
});
