import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  parseSessionInput,
  type SessionInput,
} from "../../../../src/sessions/input/session-input.ts";
import { openZone } from "../../../../src/time/zone.ts";

const nowMs = Date.parse("2026-06-01T12:00:00Z");
const prague = openZone("Europe/Prague");
const base = { start: "2026-03-02T09:30:00+01:00", duration_minutes: 25 };

function accepted(raw: unknown, zone = prague) {
  const input = parseSessionInput(raw, { nowMs, zone });
  assert.ok(input.ok, JSON.stringify(input));
  return input;
}

function faults(raw: unknown): string[] {
  const input: SessionInput = parseSessionInput(raw, { nowMs });
  return input.ok ? [] : input.errors.map((error) => `${error.field}:${error.code}`);
}

describe("a session as it is given", () => {
  test("needs a start and a length; everything else has a documented default", () => {
    assert.deepEqual(accepted(base).session, {
      id: undefined,
      startedAtMs: Date.parse("2026-03-02T08:30:00Z"),
      durationSeconds: 1500,
      preset: "deep_work",
      category: "Other",
      task: null,
      rating: null,
      completed: true,
      notes: null,
    });
  });

  test("null and blank texts are absent", () => {
    const blank = { id: null, preset: "", category: null, task: "", rating: null, completed: null };
    assert.deepEqual(accepted({ ...base, ...blank, notes: "" }), accepted(base));
  });

  test("end may replace the duration, or stand beside it when the duration fits in", () => {
    const { start } = base;
    const end = "2026-03-02T09:31:08+01:00";
    assert.equal(accepted({ start, end }).session.durationSeconds, 68);
    assert.equal(accepted({ start, end, duration_minutes: 1 }).session.durationSeconds, 60);
    assert.equal(accepted({ start, end, duration_minutes: 2 }).session.durationSeconds, 120);
    assert.deepEqual(faults({ start, end, duration_minutes: 3 }), [
      "duration_minutes:disagreement",
    ]);
  });

  test("a duration shorter than from start to end is a session with a pause", () => {
    const { start } = base;
    const end = "2026-03-02T11:30:00+01:00";
    assert.equal(accepted({ start, end, duration_minutes: 25 }).session.durationSeconds, 1500);
    const nextDay = "2026-03-03T09:30:01+01:00";
    assert.deepEqual(faults({ start, end: nextDay, duration_minutes: 25 }), ["end:max_span"]);
  });

  test("a rating is never rescaled; 5 is five percent and 0 is a rating", () => {
    for (const rating of [0, 1, 5, 100]) {
      assert.equal(accepted({ ...base, rating }).session.rating, rating);
    }
    assert.equal(accepted({ ...base, rating: 66.666 }).session.rating, 66.67);
    assert.ok(Object.is(accepted({ ...base, rating: -0 }).session.rating, 0));
  });

  test("a duration keeps whole seconds and is never zero", () => {
    assert.equal(accepted({ ...base, duration_minutes: 1.13 }).session.durationSeconds, 68);
    assert.equal(accepted({ ...base, duration_minutes: 0.001 }).session.durationSeconds, 1);
  });

  test("a UUID is kept in lower case", () => {
    const id = "0B0E7C1E-2F51-8A1B-9C3D-AABBCCDDEEFF";
    assert.equal(accepted({ ...base, id }).session.id, id.toLowerCase());
  });

  test("limits count characters as people and PostgreSQL do, not UTF-16 units", () => {
    assert.equal(accepted({ ...base, preset: "😀".repeat(50) }).session.preset.length, 100);
    assert.deepEqual(faults({ ...base, preset: "😀".repeat(51) }), ["preset:max_length"]);
    assert.deepEqual(faults({ ...base, category: "x".repeat(101) }), ["category:max_length"]);
    assert.deepEqual(faults({ ...base, task: "x".repeat(201) }), ["task:max_length"]);
    assert.deepEqual(faults({ ...base, notes: "x".repeat(10_001) }), ["notes:max_length"]);
  });
});

describe("a local time", () => {
  test("without a zone is refused", () => {
    assert.deepEqual(faults({ ...base, start: "2026-03-02T09:30" }), ["start:instant"]);
  });

  test("is read in the zone given", () => {
    const { session, clockChange } = accepted({ ...base, start: "2026-03-02T09:30" });
    assert.equal(session.startedAtMs, Date.parse("2026-03-02T08:30:00Z"));
    assert.equal(clockChange, undefined);
  });

  test("that the clock skipped is moved on, and said", () => {
    const { session, clockChange } = accepted({ ...base, start: "2026-03-29T02:30" });
    assert.equal(session.startedAtMs, Date.parse("2026-03-29T01:30:00Z"));
    assert.deepEqual(clockChange, { field: "start", kind: "gap" });
  });

  test("that the clock showed twice means the earlier one, and said", () => {
    const { session, clockChange } = accepted({ ...base, start: "2025-10-26T02:30" });
    assert.equal(session.startedAtMs, Date.parse("2025-10-26T00:30:00Z"));
    assert.deepEqual(clockChange, { field: "start", kind: "overlap" });
  });

  test("around a change is judged like Temporal judges it", () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const days = fc.constantFrom("2026-03-29", "2025-10-26", "2026-03-28", "2026-03-30");
    const zones = fc.constantFrom(
      "Europe/Prague",
      "UTC",
      "Australia/Lord_Howe",
      "America/New_York",
    );
    fc.assert(
      fc.property(days, minutes, zones, (day, minute, zoneId) => {
        const local = Temporal.PlainDateTime.from(day).add({ minutes: minute });
        const earlier = local.toZonedDateTime(zoneId, { disambiguation: "earlier" });
        const later = local.toZonedDateTime(zoneId, { disambiguation: "later" });
        const compatible = local.toZonedDateTime(zoneId);
        const start = local.toString().slice(0, 19);
        const { session, clockChange } = accepted({ ...base, start }, openZone(zoneId));
        assert.equal(session.startedAtMs, compatible.epochMilliseconds);
        const isChange = earlier.epochMilliseconds !== later.epochMilliseconds;
        assert.equal(clockChange !== undefined, isChange);
        const isGap = !compatible.toPlainDateTime().equals(local);
        if (isChange) assert.equal(clockChange?.kind, isGap ? "gap" : "overlap");
      }),
    );
  });
});

describe("what is refused, and by which name", () => {
  const cases: readonly [string, unknown, readonly string[]][] = [
    ["no object", 5, [":type"]],
    ["a list", [base], [":type"]],
    ["nothing", {}, ["start:required", "duration_minutes:required_one"]],
    ["no length", { start: base.start }, ["duration_minutes:required_one"]],
    ["an impossible date", { ...base, start: "2026-02-30T10:00:00Z" }, ["start:instant"]],
    ["a number for a time", { ...base, start: 1_700_000_000 }, ["start:instant"]],
    ["a year before 1970", { ...base, start: "1969-12-31T10:00:00Z" }, ["start:year"]],
    ["more than a day ahead", { ...base, start: "2026-06-02T12:00:01Z" }, ["start:future"]],
    ["a negative duration", { ...base, duration_minutes: -5 }, ["duration_minutes:more_than"]],
    ["a duration of zero", { ...base, duration_minutes: 0 }, ["duration_minutes:more_than"]],
    ["a duration over a day", { ...base, duration_minutes: 1441 }, ["duration_minutes:maximum"]],
    ["a duration as text", { ...base, duration_minutes: "25" }, ["duration_minutes:type"]],
    ["NaN", { ...base, duration_minutes: Number.NaN }, ["duration_minutes:type"]],
    ["an end before the start", { start: base.start, end: "2026-03-02T08:00:00Z" }, ["end:order"]],
    ["an end days later", { start: base.start, end: "2026-03-04T08:00:00Z" }, ["end:max_span"]],
    ["a rating below 0", { ...base, rating: -1 }, ["rating:minimum"]],
    ["a rating above 100", { ...base, rating: 100.5 }, ["rating:maximum"]],
    ["a word for a boolean", { ...base, completed: "yes" }, ["completed:type"]],
    ["an id that is no UUID", { ...base, id: "42" }, ["id:uuid"]],
    ["a NUL character", { ...base, notes: "a\0b" }, ["notes:text"]],
    ["half a surrogate pair", { ...base, task: "\ud800" }, ["task:text"]],
    ["an unknown member", { ...base, ratng: 5 }, ["ratng:unknown"]],
    ["two faults", { ...base, rating: 101, id: 7 }, ["id:type", "rating:maximum"]],
  ];
  for (const [name, raw, expected] of cases) {
    test(name, () => assert.deepEqual(faults(raw), expected));
  }

  test("a __proto__ member is an unknown member and changes nothing", () => {
    const raw = JSON.parse(`{"start":"2026-03-02T09:30:00Z","__proto__":{"duration_minutes":5}}`);
    assert.deepEqual(faults(raw), ["duration_minutes:required_one", "__proto__:unknown"]);
  });

  test("the names of unknown members are repeated shortened and only ten times", () => {
    const raw = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`${"x".repeat(99)}${i}`, 1]),
    );
    const found = faults({ ...base, ...raw });
    assert.equal(found.length, 10);
    assert.ok(found.every((fault) => fault.length < 70));
  });

  test("anything at all gives an answer and never an exception", () => {
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom("id", "start", "end", "duration_minutes", "rating"), fc.string()),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.oneof(anything, fc.anything()), (raw) => {
        const input = parseSessionInput(raw, { nowMs, zone: prague });
        assert.ok(input.ok || input.errors.length > 0);
      }),
    );
  });
});
