import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Session } from "../../../src/domain/session.ts";
import { findZoneTrap } from "../../../src/sessions/zone-trap.ts";
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

/** Long after all of them. */
const NOW = Date.parse("2026-06-01T00:00:00Z");
const WINTER = ["2026-02-02", "2026-02-03", "2026-02-04"];
const BOTH = ["2026-03-27", "2026-03-28", "2026-03-28"];

describe("the zone in which sessions were written", () => {
  test("is named when all ends are the same whole hours off", () => {
    assert.deepEqual(findZoneTrap(sessionsOff(1, WINTER), openZone("UTC"), NOW), {
      hours: 1,
      sessions: 3,
      zone: "Europe/Prague",
    });
    const american = findZoneTrap(sessionsOff(-6, WINTER), openZone("Europe/Prague"), NOW);
    assert.deepEqual([american?.hours, american?.zone], [-6, "America/New_York"]);
    assert.equal(findZoneTrap(sessionsOff(-1, BOTH), openZone("Europe/Prague"), NOW)?.zone, "UTC");
  });

  test("is named when it is wrong only since lately", () => {
    const lately = ["2026-02-05", ...WINTER, "2026-02-06"];
    const newest = [...sessionsOff(2, lately), ...sessionsOff(0, WINTER)];
    const trap = findZoneTrap(newest, openZone("UTC"), NOW);
    assert.deepEqual([trap?.hours, trap?.sessions, trap?.zone], [2, 5, "Europe/Athens"]);
  });

  test("is named by one session that ends later than now", () => {
    const [session] = sessionsOff(1, ["2026-02-02"]);
    assert.ok(session);
    const nowMs = session.createdAtMs + 10 * 60_000;
    const named = { hours: 1, sessions: 1, zone: "Europe/Prague" };
    assert.deepEqual(findZoneTrap([session], openZone("UTC"), nowMs), named);
    // Where the program leaves out when it wrote a row, its end stands for that.
    const bare = { ...session, createdAtMs: session.endedAtMs };
    assert.deepEqual(findZoneTrap([bare], openZone("UTC"), nowMs), named);
    assert.equal(findZoneTrap([bare], openZone("UTC"), nowMs - 30 * HOUR), undefined);
    assert.equal(findZoneTrap([bare], openZone("UTC"), NOW), undefined);
  });

  test("is not doubted when ends and writing agree, differ by chance, or are few", () => {
    const zone = openZone("UTC");
    assert.equal(findZoneTrap(sessionsOff(0, WINTER), zone, NOW), undefined);
    assert.equal(findZoneTrap(sessionsOff(1, WINTER.slice(1)), zone, NOW), undefined);
    assert.equal(findZoneTrap(sessionsOff(1.4, WINTER), zone, NOW), undefined);
    const mixed = [...sessionsOff(1, WINTER), ...sessionsOff(2, WINTER)];
    assert.equal(findZoneTrap(mixed, zone, NOW), undefined);
  });
});
