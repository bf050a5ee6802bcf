import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { formatInstant } from "../../../src/time/format-instant.ts";
import { openZone } from "../../../src/time/zone.ts";

describe("formatInstant", () => {
  const prague = openZone("Europe/Prague");

  test("writes the wall clock and its offset at that instant", () => {
    assert.equal(formatInstant(0, prague), "1970-01-01T01:00:00+01:00");
    assert.equal(
      formatInstant(Date.parse("2025-07-01T08:00:00.250Z"), prague),
      "2025-07-01T10:00:00.250+02:00",
    );
    assert.equal(
      formatInstant(Date.parse("2026-01-01T00:00:00Z"), openZone("America/St_Johns")),
      "2025-12-31T20:30:00-03:30",
    );
    assert.equal(formatInstant(0, openZone("UTC")), "1970-01-01T00:00:00+00:00");
  });

  test("tells the two hours apart that the clocks repeat in autumn", () => {
    const first = Date.parse("2025-10-26T00:30:00Z");
    assert.equal(formatInstant(first, prague), "2025-10-26T02:30:00+02:00");
    assert.equal(formatInstant(first + 3_600_000, prague), "2025-10-26T02:30:00+01:00");
  });

  test("uses UTC where an offset has seconds, which the format cannot write", () => {
    assert.equal(formatInstant(0, openZone("Africa/Monrovia")), "1970-01-01T00:00:00Z");
  });

  test("loses nothing: the text is the same instant", () => {
    const zones = ["Europe/Prague", "America/St_Johns", "Africa/Monrovia", "Asia/Kathmandu", "UTC"];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Date.parse("9999-12-30T00:00:00Z") }),
        fc.constantFrom(...zones),
        (ms, zone) => {
          assert.equal(Date.parse(formatInstant(ms, openZone(zone))), ms);
        },
      ),
    );
  });
});
