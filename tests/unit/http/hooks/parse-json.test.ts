import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ServiceError } from "../../../../src/errors.ts";
import { MAX_DEPTH, parseJson } from "../../../../src/http/hooks/parse-json.ts";

function failure(bytes: Uint8Array | string): { code: string; field?: string; problem?: string } {
  try {
    parseJson(typeof bytes === "string" ? Buffer.from(bytes) : bytes);
  } catch (error) {
    assert.ok(error instanceof ServiceError, String(error));
    const [first] = error.fields;
    return first === undefined
      ? { code: error.code }
      : { code: error.code, field: first.field, problem: first.code };
  }
  assert.fail("was accepted");
}

describe("parseJson", () => {
  test("returns the same as JSON.parse for any JSON of well-formed text", () => {
    const plain = fc.jsonValue({ maxDepth: 5, stringUnit: "grapheme" });
    fc.assert(
      fc.property(plain, (value) => {
        const text = JSON.stringify(value);
        if (/__proto__|\\u0000/.test(text)) return;
        assert.deepEqual(parseJson(Buffer.from(text)), JSON.parse(text));
      }),
    );
  });

  test("returns undefined for an empty body", () => {
    assert.equal(parseJson(Buffer.alloc(0)), undefined);
  });

  test("ignores a byte order mark", () => {
    assert.deepEqual(parseJson(Buffer.from("\uFEFF[1]")), [1]);
  });

  test("refuses invalid UTF-8 instead of replacing it", () => {
    assert.deepEqual(failure(Uint8Array.of(0x22, 0xff, 0x22)), { code: "malformed_json" });
    // UTF-16, as some Windows programs write it.
    assert.deepEqual(failure(Buffer.from('{"a":1}', "utf16le")), { code: "malformed_json" });
  });

  test("refuses text that is not JSON without quoting it", () => {
    for (const text of ["{", "[1,]", "{a:1}", "NaN", "01", "\u0000"]) {
      assert.deepEqual(failure(text), { code: "malformed_json" });
    }
  });

  test("refuses names that would pollute prototypes, and names them", () => {
    const refused = { code: "validation_failed", problem: "forbidden_name" };
    assert.deepEqual(failure('{"__proto__":{"admin":true}}'), { ...refused, field: "__proto__" });
    assert.deepEqual(failure('{"a":[{"__proto__":1}]}'), { ...refused, field: "a[0].__proto__" });
    assert.deepEqual(failure('{"\\u005f_proto__":1}'), { ...refused, field: "__proto__" });
    assert.deepEqual(failure('{"constructor":{"prototype":{}}}'), {
      ...refused,
      field: "constructor",
    });
    assert.equal(Object.hasOwn(Object.prototype, "admin"), false);
  });

  test("accepts a category called constructor", () => {
    assert.deepEqual(parseJson(Buffer.from('{"constructor":3}')), { constructor: 3 });
  });

  test("refuses NUL and lone surrogates, and names their member", () => {
    const refused = { code: "validation_failed", problem: "text" };
    assert.deepEqual(failure('{"notes":"a\\u0000b"}'), { ...refused, field: "notes" });
    assert.deepEqual(failure('{"s":[{"task":"\\ud83d"}]}'), { ...refused, field: "s[0].task" });
    assert.deepEqual(failure('{"s":["\\udc00"]}'), { ...refused, field: "s[0]" });
    assert.deepEqual(failure('"\\ud83d"'), { ...refused, field: "body" });
    assert.deepEqual(failure('{"a":{"b\\u0000":1}}'), { ...refused, field: "a" });
    assert.deepEqual(parseJson(Buffer.from('"\\ud83d\\ude00"')), "😀");
  });

  test("bounds the nesting, and refuses a million brackets quickly", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    parseJson(Buffer.from(nested(MAX_DEPTH)));
    assert.equal(failure(nested(MAX_DEPTH + 1)).problem, "too_deep");
    const deep = failure(nested(15_000));
    assert.equal(deep.problem ?? deep.code, "too_deep");
    assert.ok((deep.field?.length ?? 0) < 200);
    assert.equal(failure(nested(500_000)).problem, "too_many_values");
  });
});
