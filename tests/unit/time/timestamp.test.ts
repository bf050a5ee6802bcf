import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { MS_PER_DAY } from "../../../src/time/calendar.ts";
import { instantMs, parseClock, parseTimestamp } from "../../../src/time/timestamp.ts";

const pad = (value: number, width = 2) => String(value).padStart(width, "0");
const zeroTo = (max: number) => fc.integer({ min: 0, max });

/** Text of the right shape whose numbers are sometimes impossible. */
const shaped = fc
  .tuple(
    fc.tuple(zeroTo(9999), zeroTo(14), zeroTo(33)),
    fc.constantFrom("T", "t", " "),
    fc.tuple(zeroTo(25), zeroTo(61), zeroTo(61)),
    fc.option(fc.stringMatching(/^\d{1,9}$/), { nil: undefined }),
    fc.option(
      fc.constantFrom("Z", "z", "+00:00", "-00:00", "+01:00", "-09:30", "+23:59", "+24:00"),
      {
        nil: undefined,
      },
    ),
  )
  .map(([[year, month, day], separator, [hour, minute, second], fraction, offset]) => ({
    local: `${pad(year, 4)}-${pad(month)}-${pad(day)}${separator}${pad(hour)}:${pad(minute)}:${pad(second)}${fraction === undefined ? "" : `.${fraction}`}`,
    offset,
  }));

function temporalMs(local: string, offset: string): number | undefined {
  try {
    return Temporal.Instant.from(local + offset).epochMilliseconds;
  } catch {
    return undefined;
  }
}

describe("parseTimestamp", () => {
  test("reads every RFC 3339 timestamp as Temporal does, and refuses what Temporal refuses", () => {
    fc.assert(
      fc.property(shaped, ({ local, offset }) => {
        const expected = temporalMs(local, offset ?? "Z");
        const read = parseTimestamp(local + (offset ?? ""));
        assert.equal(read && instantMs(read, read.offsetMs ?? 0), expected);
        if (read !== undefined) assert.equal(read.offsetMs === undefined, offset === undefined);
      }),
      { numRuns: 3000 },
    );
  });

  test("never throws and never reads anything that Temporal would not", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9T:.+Z -]{10,36}$/)), (text) => {
        const read = parseTimestamp(text);
        if (read !== undefined) {
          const suffix = read.offsetMs === undefined ? "Z" : "";
          assert.equal(temporalMs(text, suffix), instantMs(read, read.offsetMs ?? 0));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("accepts minutes without seconds, with and without an offset", () => {
    const day = Date.UTC(2026, 2, 2) / MS_PER_DAY;
    assert.deepEqual(parseTimestamp("2026-03-02T09:30"), {
      day,
      msOfDay: 34_200_000,
      offsetMs: undefined,
    });
    assert.deepEqual(parseTimestamp("2026-03-02 09:30-02:00"), {
      day,
      msOfDay: 34_200_000,
      offsetMs: -7_200_000,
    });
  });

  for (const text of [
    "2026-02-29T10:00:00Z",
    "1900-02-29T10:00:00Z",
    "2026-13-01T10:00:00Z",
    "2026-00-01T10:00:00Z",
    "2026-01-00T10:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T10:60:00Z",
    "2026-01-01T10:00:00,5Z",
    "2026-01-01T10:00:00.Z",
    "2026-01-01T10:00:00+0100",
    "2026-01-01T10:00:00[Europe/Prague]",
    "20260101T100000Z",
    "2026-01-01",
    "٢٠٢٦-01-01T10:00:00Z",
  ]) {
    test(`refuses ${text}`, () => assert.equal(parseTimestamp(text), undefined));
  }
});

test("parseClock reads hours and minutes, seconds and fractions where given", () => {
  assert.equal(parseClock("23:59"), 86_340_000);
  assert.equal(parseClock("00:00:01.5"), 1500);
  for (const text of ["24:00", "9:30", "09:30 AM", "", "09:30:00Z"]) {
    assert.equal(parseClock(text), undefined, text);
  }
});
