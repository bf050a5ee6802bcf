import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findZoneTrap } from "../../../src/cli/doctor/zone-trap.ts";
import type { Session } from "../../../src/domain/session.ts";
import { openZone } from "../../../src/time/zone.ts";

const HOUR = 3_600_000;

/** Sessions that a program wrote a minute after their end, on a clock that is wrong by some hours. */
function sessionsOff(hours: number, days: readonly string[]): Session[] {
  return days.map((day, index) => {
    const writtenMs = Date.parse(`${day}T15:20:00Z`) + index * 60_000;
    const endedAtMs = writtenMs - 60_000 + hours * HOUR;
    return {
      id: `00000000-0000-4000-8000-00000000000${index}`,
      userId: "default",
      startedAtMs: endedAtMs - 1_500_000,
      endedAtMs,
      durationSeconds: 1500,
      preset: "deep_work",
      category: "Other",
      task: null,
      rating: null,
      completed: true,
      notes: null,
      createdAtMs: writtenMs,
      updatedAtMs: writtenMs,
    };
  });
}

const WINTER = ["2026-02-02", "2026-02-03", "2026-02-04"];
const BOTH = ["2026-03-27", "2026-03-28", "2026-03-28"];

describe("the zone in which sessions were written", () => {
  test("is named when all ends are the same whole hours off", () => {
    assert.deepEqual(findZoneTrap(sessionsOff(1, WINTER), openZone("UTC")), {
      hours: 1,
      sessions: 3,
      zone: "Europe/Prague",
    });
    const american = findZoneTrap(sessionsOff(-6, WINTER), openZone("Europe/Prague"));
    assert.deepEqual([american?.hours, american?.zone], [-6, "America/New_York"]);
    assert.equal(findZoneTrap(sessionsOff(-1, BOTH), openZone("Europe/Prague"))?.zone, "UTC");
  });

  test("is not doubted when ends and writing agree, differ by chance, or are few", () => {
    const zone = openZone("UTC");
    assert.equal(findZoneTrap(sessionsOff(0, WINTER), zone), undefined);
    assert.equal(findZoneTrap(sessionsOff(1, WINTER.slice(1)), zone), undefined);
    assert.equal(findZoneTrap(sessionsOff(1.4, WINTER), zone), undefined);
    const mixed = [...sessionsOff(1, WINTER), ...sessionsOff(2, WINTER)];
    assert.equal(findZoneTrap(mixed, zone), undefined);
  });
});
