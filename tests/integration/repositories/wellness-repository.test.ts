import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  type WellnessRepository,
  wellnessRepository,
} from "../../../src/repositories/wellness-repository.ts";
import type { NewWellnessCheckin } from "../../../src/schemas/wellness.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

const MONDAY = parseDay("2026-03-02") ?? 0;
const NOW_MS = 1_772_452_800_123;

function checkin(parts: Partial<NewWellnessCheckin> = {}): NewWellnessCheckin {
  return {
    day: MONDAY,
    sleepQuality: 70,
    energyLevel: 55.25,
    mood: 0,
    stressLevel: null,
    motivation: 100,
    focusAbility: null,
    overall: 61.5,
    notes: "slept\nwell",
    ...parts,
  };
}

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  let wellness: WellnessRepository;
  before(async () => {
    opened = await open();
    wellness = wellnessRepository(opened.database.executor, name);
  });
  after(() => opened.close());

  test("a stored check-in is read back exactly", async () => {
    const stored = { ...checkin(), userId: "ann", createdAtMs: NOW_MS, updatedAtMs: NOW_MS };
    assert.deepEqual(await wellness.put("ann", checkin(), NOW_MS), stored);
    assert.deepEqual(await wellness.find("ann", MONDAY), stored);
    assert.equal(await wellness.find("ann", MONDAY + 1), undefined);
    assert.equal(await wellness.find("ben", MONDAY), undefined);
  });

  test("a second check-in of a day replaces the first one, including unanswered questions", async () => {
    await wellness.put("eva", checkin(), NOW_MS);
    const second = checkin({ sleepQuality: null, stressLevel: 20, overall: null, notes: null });
    const put = await wellness.put("eva", second, NOW_MS + 5000);
    assert.deepEqual(put, {
      ...second,
      userId: "eva",
      createdAtMs: NOW_MS,
      updatedAtMs: NOW_MS + 5000,
    });
    assert.equal((await wellness.put("eva", second, NOW_MS)).updatedAtMs, NOW_MS + 5001);
    assert.equal((await wellness.list("eva", MONDAY, MONDAY)).length, 1);
  });

  test("two users can have check-ins of the same day", async () => {
    await wellness.put("one", checkin({ mood: 1 }), NOW_MS);
    await wellness.put("two", checkin({ mood: 2 }), NOW_MS);
    assert.equal((await wellness.find("one", MONDAY))?.mood, 1);
    assert.equal((await wellness.find("two", MONDAY))?.mood, 2);
  });

  test("a deleted check-in is gone, and other users' check-ins stay", async () => {
    await wellness.put("gone", checkin(), NOW_MS);
    await wellness.put("stays", checkin(), NOW_MS);
    assert.equal(await wellness.delete("gone", MONDAY), true);
    assert.equal(await wellness.delete("gone", MONDAY), false);
    assert.equal(await wellness.find("gone", MONDAY), undefined);
    assert.ok(await wellness.find("stays", MONDAY));
  });

  test("days in range are listed, oldest first, both ends included", async () => {
    for (const offset of [3, 1, 2, 0]) {
      await wellness.put("list", checkin({ day: MONDAY + offset }), NOW_MS);
    }
    const days = async (from: number, to: number) =>
      (await wellness.list("list", MONDAY + from, MONDAY + to)).map(({ day }) => day - MONDAY);
    assert.deepEqual(await days(-10, 10), [0, 1, 2, 3]);
    assert.deepEqual(await days(1, 2), [1, 2]);
    assert.deepEqual(await days(4, 10), []);
  });
});
