import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { readNewSession } from "../../../../src/sessions/input/new-session.ts";
import { parseSessionInput } from "../../../../src/sessions/input/session-input.ts";
import { openZone } from "../../../../src/time/zone.ts";

const nowMs = Date.parse("2026-06-01T00:00:00Z");

/** Start in UTC and minutes of a session given in local times. */
function read(zone: string, start: string, end?: string, minutes?: number) {
  const input = { start, end, duration_minutes: minutes };
  const result = parseSessionInput(input, { zone: openZone(zone), nowMs });
  assert.ok(result.ok, JSON.stringify(result));
  const { startedAtMs, durationSeconds } = result.session;
  const at = new Date(startedAtMs).toISOString().slice(0, 16);
  return { said: `${at} ${durationSeconds / 60}`, note: result.clockChange?.kind };
}

type Case = readonly [string, string | undefined, number | undefined, string];

const PRAGUE: readonly Case[] = [
  ["2025-10-26T02:50", "2025-10-26T03:15", 25, "2025-10-26T01:50 25"],
  ["2025-10-26T02:50", "2025-10-26T03:15", undefined, "2025-10-26T01:50 25"],
  ["2025-10-26T02:50", "2025-10-26T03:15", 85, "2025-10-26T00:50 85"],
  ["2025-10-26T02:50", "2025-10-26T02:15", 25, "2025-10-26T00:50 25"],
  ["2025-10-26T02:40", "2025-10-26T02:20", undefined, "2025-10-26T00:40 40"],
  ["2025-10-26T01:50", "2025-10-26T02:15", 85, "2025-10-25T23:50 85"],
  ["2025-10-26T01:50", "2025-10-26T02:15", undefined, "2025-10-25T23:50 25"],
  ["2025-10-26T02:10", "2025-10-26T02:35", 25, "2025-10-26T00:10 25"],
  ["2025-10-26T02:10", "2025-10-26T02:35", 85, "2025-10-26T00:10 85"],
  ["2025-10-26T02:10", undefined, 25, "2025-10-26T00:10 25"],
  // An offset on one side leaves only the other open.
  ["2025-10-26T02:50", "2025-10-26T03:15+01:00", 25, "2025-10-26T01:50 25"],
  ["2025-10-26T02:50+02:00", "2025-10-26T02:15", 25, "2025-10-26T00:50 25"],
  // Paused: the nearest interval in which the length has room.
  ["2025-10-26T02:50", "2025-10-26T03:15", 20, "2025-10-26T01:50 20"],
  ["2025-10-26T02:50", "2025-10-26T03:15", 40, "2025-10-26T00:50 40"],
  ["2026-03-29T01:50", "2026-03-29T03:15", 25, "2026-03-29T00:50 25"],
  ["2026-03-29T01:50", "2026-03-29T03:15", undefined, "2026-03-29T00:50 25"],
  ["2026-03-29T02:30", undefined, 25, "2026-03-29T01:30 25"],
  ["2026-03-29T02:30", "2026-03-29T03:45", undefined, "2026-03-29T01:30 15"],
  ["2026-03-29T02:30", "2026-03-29T03:15", 45, "2026-03-29T00:30 45"],
  ["2026-03-29T02:10", "2026-03-29T02:35", 25, "2026-03-29T01:10 25"],
];

const NEW_YORK: readonly Case[] = [
  ["2025-11-02T01:50", "2025-11-02T02:15", 25, "2025-11-02T06:50 25"],
  ["2025-11-02T01:50", "2025-11-02T01:15", 25, "2025-11-02T05:50 25"],
  ["2025-11-02T01:40", "2025-11-02T01:20", undefined, "2025-11-02T05:40 40"],
  ["2025-11-02T00:50", "2025-11-02T01:15", 85, "2025-11-02T04:50 85"],
  ["2025-11-02T01:10", "2025-11-02T01:35", 25, "2025-11-02T05:10 25"],
  ["2026-03-08T01:50", "2026-03-08T03:15", 25, "2026-03-08T06:50 25"],
];

/** The clock goes back from 02:00 to 01:30: half an hour is twice. */
const LORD_HOWE: readonly Case[] = [
  ["2026-04-05T01:50", "2026-04-05T02:15", 25, "2026-04-04T15:20 25"],
  ["2026-04-05T01:50", "2026-04-05T02:15", 55, "2026-04-04T14:50 55"],
  ["2026-04-05T01:50", "2026-04-05T01:35", 15, "2026-04-04T14:50 15"],
  ["2026-04-05T01:50", "2026-04-05T01:45", undefined, "2026-04-04T14:50 25"],
  ["2025-10-05T01:50", "2025-10-05T02:45", 25, "2025-10-04T15:20 25"],
];

describe("a session in a night of the clock change", () => {
  for (const [zone, cases] of Object.entries({
    "Europe/Prague": PRAGUE,
    "America/New_York": NEW_YORK,
    "Australia/Lord_Howe": LORD_HOWE,
  })) {
    for (const [start, end, minutes, expected] of cases) {
      test(`in ${zone} from ${start} to ${end ?? "–"} with ${minutes ?? "no"} minutes is ${expected}`, () => {
        assert.equal(read(zone, start, end, minutes).said, expected);
      });
    }
  }

  test("is remarked on only when nothing in the row settles which time is meant", () => {
    const zone = "Europe/Prague";
    assert.equal(read(zone, "2025-10-26T02:50", "2025-10-26T03:15", 25).note, undefined);
    assert.equal(read(zone, "2025-10-26T02:50", "2025-10-26T02:15", 25).note, undefined);
    assert.equal(read(zone, "2025-10-26T02:10", "2025-10-26T02:35", 25).note, "overlap");
    assert.equal(read(zone, "2025-10-26T02:10", undefined, 25).note, "overlap");
    assert.equal(read(zone, "2026-03-29T02:30", undefined, 25).note, "gap");
  });

  test("is read by POST as it is read in a file", () => {
    const input = { start: "2025-10-26T02:50", end: "2025-10-26T02:15", duration_minutes: 25 };
    const result = readNewSession({ ...input, timezone: "Europe/Prague" }, nowMs);
    assert.ok(result.ok);
    assert.equal(result.session.startedAtMs, Date.parse("2025-10-26T00:50:00Z"));
  });

  test("written as a clock on the wall shows it comes back as it was, given its length", () => {
    const zones = fc.constantFrom("Europe/Prague", "America/New_York", "Australia/Lord_Howe");
    const nights = fc.constantFrom("2025-10-25T20:00Z", "2025-11-02T02:00Z", "2026-04-04T10:00Z");
    const minutesIn = fc.integer({ min: 0, max: 900 });
    const lengths = fc.integer({ min: 1, max: 240 });
    fc.assert(
      fc.property(zones, nights, minutesIn, lengths, (zone, night, offset, minutes) => {
        const startMs = Date.parse(night) + offset * 60_000;
        const wall = (ms: number) =>
          Temporal.Instant.fromEpochMilliseconds(ms)
            .toZonedDateTimeISO(zone)
            .toPlainDateTime()
            .toString({ smallestUnit: "minute" });
        const endMs = startMs + minutes * 60_000;
        const { said, note } = read(zone, wall(startMs), wall(endMs), minutes);
        // Both readings fit: either is right, and the report says that it was a choice.
        if (note === "overlap") return;
        assert.equal(said, `${new Date(startMs).toISOString().slice(0, 16)} ${minutes}`);
      }),
    );
  });
});
