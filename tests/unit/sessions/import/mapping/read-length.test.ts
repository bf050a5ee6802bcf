import assert from "node:assert/strict";
import { test } from "node:test";
import { readLength } from "../../../../../src/sessions/import/mapping/read-length.ts";

test("lengths are read as people and programs write them", () => {
  for (const [text, minutes] of [
    ["25", 25],
    ["25.5", 25.5],
    ["25,5", 25.5],
    ["1:30", 90],
    ["0:25:30", 25.5],
    ["0:25 h", 25],
    ["1:30 hod.", 90],
    ["25:30 min", 25.5],
    ["1h 30m", 90],
    ["1 h 30 min", 90],
    ["1h30m15s", 90.25],
    ["90 min.", 90],
    ["1 hod. 5 minut", 65],
    ["2 hours, 5 minutes", 125],
    ["PT1H30M", 90],
    ["PT45S", 0.75],
    ["P1DT1H", 1500],
  ] as const) {
    assert.equal(readLength(text, "Length"), minutes, text);
  }
});

test("a bare number is of the unit that its header names", () => {
  for (const [header, minutes] of [
    ["Duration", 120],
    ["Minutes", 120],
    ["Duration (h)", 7200],
    ["hours worked", 7200],
    ["duration_seconds", 2],
    ["Délka v sekundách", 2],
    ["elapsed ms", 0.002],
  ] as const) {
    assert.equal(readLength("120", header), minutes, header);
  }
  assert.equal(readLength("1:00", "Duration (h)"), 60);
});

test("what is no length is left for the check to refuse", () => {
  for (const text of [
    "soon",
    "1 fortnight",
    "P",
    "-5",
    "1:2:3:4",
    "9".repeat(80),
    "1e3",
    "1:00 AM",
    "1:02:03 min",
  ]) {
    assert.equal(readLength(text, "Length"), text);
  }
  assert.equal(readLength(undefined, "Length"), undefined);
});
