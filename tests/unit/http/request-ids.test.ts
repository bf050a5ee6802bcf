import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { requestIdOf, traceOf } from "../../../src/http/request-ids.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";

describe("the request id", () => {
  test("is the client's when it is 1 to 128 visible ASCII characters", () => {
    for (const id of ["a", "0b8e-42", "x".repeat(128), "a/b:c=d"]) {
      assert.equal(requestIdOf(id), id);
    }
  });

  test("is generated when the client's could break a log line or a header", () => {
    for (const id of [
      undefined,
      "",
      "x".repeat(129),
      "a b",
      "a\nb",
      "\u00e9",
      "\u0000",
      ["a", "b"],
    ]) {
      assert.match(requestIdOf(id), /^[0-9a-f-]{36}$/);
    }
  });

  test("differs for each request", () => {
    assert.notEqual(requestIdOf(undefined), requestIdOf(undefined));
  });
});

describe("the trace", () => {
  test("is continued with the same trace id and flags and a new span", () => {
    const { traceparent } = traceOf("r", { traceparent: `00-${TRACE}-${SPAN}-01` });
    assert.match(traceparent, new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
    assert.ok(!traceparent.includes(SPAN));
  });

  test("is continued from a later version with unknown further members", () => {
    assert.ok(
      traceOf("r", { traceparent: `01-${TRACE}-${SPAN}-01-more` }).traceparent.includes(TRACE),
    );
  });

  test("is started when the header is invalid", () => {
    const wrong = [
      `ff-${TRACE}-${SPAN}-01`,
      `00-${TRACE}-${SPAN}-01-more`,
      `00-${"0".repeat(32)}-${SPAN}-01`,
      `00-${TRACE}-${"0".repeat(16)}-01`,
      `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    ];
    for (const header of wrong) {
      const { traceparent } = traceOf("r", { traceparent: header });
      assert.match(traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/, header);
      assert.ok(!traceparent.includes(TRACE), header);
    }
  });

  test("is always valid, for any header", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        assert.match(
          traceOf("r", { traceparent: header }).traceparent,
          /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/,
        );
      }),
    );
  });
});
