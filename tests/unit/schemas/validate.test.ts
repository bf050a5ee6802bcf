import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Type } from "typebox";
import { nullable } from "../../../src/schemas/answer.ts";
import { compileCheck, compileForFastify } from "../../../src/schemas/validate.ts";

const Body = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 5 }),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    share: Type.Optional(nullable("number", { exclusiveMinimum: 0 })),
    color: Type.Optional(Type.Enum(["red", "green"])),
    items: Type.Optional(
      Type.Array(Type.Object({ date: Type.String({ format: "date" }) }), { maxItems: 3 }),
    ),
  },
  { additionalProperties: false },
);
const check = compileCheck(Body);

function problems(value: unknown): string[] {
  const checked = check(value);
  return "problems" in checked
    ? checked.problems.map(({ field, code, params }) =>
        [field, code, ...Object.values(params ?? {})].join(" "),
      )
    : [];
}

describe("a body", () => {
  test("is taken as it is when it fits", () => {
    const value = { name: "abc", count: 3, share: null };
    assert.deepEqual(check(value), { value });
  });

  test("is told all that is wrong at once, by the names the client wrote", () => {
    assert.deepEqual(
      problems({
        name: "a",
        count: 10,
        share: 0,
        color: "blue",
        items: [{}, { date: "2026-02-30" }],
      }),
      [
        "name min_length 2",
        "count maximum 9",
        "share more_than 0",
        "color allowed_values red, green",
        "items[0].date required",
        "items[1].date date",
      ],
    );
  });

  test("is not bent into shape: text is no number, and unknown members stay unknown", () => {
    assert.deepEqual(problems({ name: 5 }), ["name type string"]);
    assert.deepEqual(problems({ name: "abc", count: "5" }), ["count type integer"]);
    assert.deepEqual(problems({ name: "abc", nmae: "x" }), ["nmae unknown"]);
    assert.deepEqual(problems({ name: "abc", share: "1" }), ["share type number"]);
    assert.deepEqual(problems([]), ["body type object"]);
  });

  test("counts characters as people do: an emoji is one", () => {
    assert.deepEqual(problems({ name: "😀😀😀😀😀" }), []);
  });

  test("with numbers beyond all bounds is refused", () => {
    assert.deepEqual(problems({ name: "abc", share: Number.POSITIVE_INFINITY }), [
      "share type number",
    ]);
  });

  test("that is hostile gets a bounded report", () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, i]));
    assert.equal(problems({ name: "abc", ...many }).length, 20);
    const huge = Array.from({ length: 200_000 }, () => ({ date: 1 }));
    assert.equal(problems({ name: "abc", items: huge }).length, 1);
    assert.ok((problems({ name: "abc", ["y".repeat(100_000)]: 1 })[0] ?? "").length < 150);
  });
});

describe("a member that may have but one value", () => {
  test("is told with it when it is missing or another", () => {
    const Confirmed = Type.Object({ confirm: Type.Literal("delete-all") });
    const confirmed = compileCheck(Confirmed, "querystring");
    const field = "confirm";
    const problem = { field, code: "allowed_values", params: { allowed: "delete-all" } };
    for (const value of [{}, { confirm: "yes" }]) {
      assert.deepEqual(confirmed(value), { problems: [problem] });
    }
  });
});

describe("a query", () => {
  const Query = Type.Object({
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    rated: Type.Optional(Type.Boolean()),
    share: Type.Optional(Type.Number()),
  });
  const read = compileForFastify({ schema: Query, httpPart: "querystring" });

  test("is all text, so numbers and flags are read from it and defaults filled in", () => {
    assert.deepEqual(read({ limit: "7", rated: "true" }), { value: { limit: 7, rated: true } });
    assert.deepEqual(read({}), { value: { limit: 50 } });
  });

  test("with a number that is none, or endless, is refused", () => {
    for (const query of [{ limit: "x" }, { limit: "" }, { limit: "1.5" }, { limit: "Infinity" }]) {
      assert.ok("error" in read(query), JSON.stringify(query));
    }
    assert.ok("error" in read({ share: "-Infinity" }));
    assert.ok("error" in read({ limit: ["1", "2"] }));
  });

  test("with a NUL in any value is refused, also in one that no schema names", () => {
    assert.ok("error" in read({ other: "a\0" }));
    assert.ok("error" in read({ other: ["b", "a\0"] }));
  });
});
