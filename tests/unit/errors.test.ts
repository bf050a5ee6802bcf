import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { withFieldCodes } from "../../scripts/write-error-docs.ts";
import { ERRORS, ServiceError, validationError } from "../../src/errors.ts";
import { toServiceError } from "../../src/http/hooks/error-handler.ts";
import { problemDocument } from "../../src/http/hooks/problem.ts";

const page = readFileSync("docs/errors.md", "utf8");

describe("docs/errors.md", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \| (yes|no) \|/gm)].map(
    ([, code, status, retry]) => ({ code, status: Number(status), retryable: retry === "yes" }),
  );

  test("lists every code with its status and whether to try again, and no code that is gone", () => {
    const catalogue = Object.entries(ERRORS).map(([code, entry]) => ({ code, ...entry }));
    assert.deepEqual(rows, catalogue);
  });

  test("lists the codes of fields as scripts/write-error-docs.ts would write them now", () => {
    assert.equal(page, withFieldCodes(page));
  });
});

describe("a problem document", () => {
  const context = {
    locale: "en",
    trace: { requestId: "r-1", traceparent: "00-x" },
    instance: "/api/x",
  } as const;

  test("says what went wrong under the names of RFC 9457, and under the old name", () => {
    const error = validationError([
      { field: "rating", code: "maximum", params: { limit: 100 } },
      { field: "sessions[3].start", code: "future" },
    ]);
    assert.deepEqual(JSON.parse(problemDocument(error, context)), {
      type: "urn:pomodoro-ml:error:validation_failed",
      title: "Input not valid",
      status: 400,
      detail: "2 values are not acceptable: rating, sessions[3].start.",
      instance: "/api/x",
      code: "validation_failed",
      errors: [
        { field: "rating", code: "maximum", message: "Must be at most 100." },
        {
          field: "sessions[3].start",
          code: "future",
          message: "Must not be more than 24 hours in the future.",
        },
      ],
      request_id: "r-1",
      error: "2 values are not acceptable: rating, sessions[3].start.",
    });
  });

  test("keeps to itself what only the log may know", () => {
    const error = new ServiceError("internal_error", {
      privateDetail: "secret-one",
      cause: new Error("secret-two"),
    });
    assert.doesNotMatch(problemDocument(error, context), /secret/);
  });
});

describe("what was thrown", () => {
  test("and nobody foresaw is our fault, whatever it is", () => {
    for (const thrown of [new Error("x"), new TypeError("y"), "text", null, undefined, 7]) {
      assert.equal(toServiceError(thrown).code, "internal_error");
    }
  });

  test("does not become a client's fault because it carries a status", () => {
    const error = Object.assign(new Error("x"), { statusCode: 404 });
    assert.equal(toServiceError(error).code, "internal_error");
  });

  test("by a database that is gone says so", () => {
    const error = Object.assign(new Error("refused"), { code: "database_unavailable" });
    assert.equal(toServiceError(error).code, "database_unavailable");
  });
});
