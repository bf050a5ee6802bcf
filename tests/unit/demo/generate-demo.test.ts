import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generateDemo } from "../../../src/demo/generate-demo.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { openZone } from "../../../src/time/zone.ts";

const zone = openZone("Europe/Prague");
const NOON = Date.parse("2026-03-12T11:00:00Z");
const EVENING = Date.parse("2026-03-12T21:00:00Z");

function demo(seed: number, nowMs = EVENING, userId = "default") {
  return generateDemo({ seed, userId, nowMs, zone });
}

describe("the demonstration year", () => {
  test("the same seed gives the same year, another seed another one", () => {
    assert.deepEqual(demo(7), demo(7));
    assert.notDeepEqual(demo(7).sessions[0], demo(8).sessions[0]);
  });

  test("later on the same day it is the same year, continued", () => {
    const { sessions: atNoon } = demo(7, NOON);
    const { sessions: inTheEvening } = demo(7, EVENING);
    assert.deepEqual(inTheEvening.slice(0, atNoon.length), atNoon);
    assert.ok(inTheEvening.length > atNoon.length);
  });

  test("nothing has ended after now, sessions do not overlap, and the year is full", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { sessions } = demo(seed, NOON);
      assert.ok(sessions.length > 1200 && sessions.length < 1850, `${sessions.length} sessions`);
      let lastEndMs = 0;
      for (const session of sessions) {
        assert.ok(session.startedAtMs >= lastEndMs);
        lastEndMs = session.startedAtMs + session.durationSeconds * 1000;
        assert.ok(session.durationSeconds > 0);
        assert.ok(session.rating === null || (session.rating >= 0 && session.rating <= 100));
      }
      assert.ok(lastEndMs <= NOON);
    }
  });

  test("no id is used twice, not even for two users of one database", () => {
    const ids = [...demo(1).sessions, ...demo(1, EVENING, "other").sessions].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) {
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  test("there is something to find: workdays over weekends, a holiday, good and bad days", () => {
    const { sessions, checkins } = demo(1);
    const today = zone.localAt(EVENING).day;
    const days = sessions.map(({ startedAtMs }) => zone.localAt(startedAtMs).day);
    const weekend = days.filter((day) => isoWeekday(day) > 5).length;
    assert.ok(weekend > 50 && weekend * 5 < sessions.length);
    assert.equal(days.filter((day) => today - day >= 193 && today - day <= 206).length, 0);
    assert.ok(sessions.some(({ completed }) => !completed));
    assert.ok(sessions.some(({ rating }) => rating === null));
    assert.ok(checkins.length > 200);
  });
});
