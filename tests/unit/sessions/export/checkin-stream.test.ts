import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { WellnessCheckin } from "../../../../src/schemas/wellness.ts";
import { streamCheckins } from "../../../../src/sessions/export/checkin-stream.ts";
import { formatDay, parseDay } from "../../../../src/time/calendar.ts";

const DATES = ["0001-01-01", "1825-05-05", "1969-12-31", "1970-01-01", "2026-02-03"];
const LATER = ["2199-12-31", "2200-01-01", "9999-12-31"];

function checkinOf(date: string): WellnessCheckin {
  const nothing = { sleepQuality: null, energyLevel: null, stressLevel: null, motivation: null };
  return {
    ...{ ...nothing, focusAbility: null, mood: 50, overall: 50, notes: null, userId: "default" },
    ...{ day: parseDay(date) ?? Number.NaN, createdAtMs: 0, updatedAtMs: 0 },
  };
}

/** What a stream hands out of these days, and how many days it asks for at most between 1970 and 2199. */
async function streamed(dates: readonly string[], from?: string, to?: string) {
  const all = dates.map(checkinOf);
  let most = 0;
  const checkins = {
    async list(_userId: string, first: number, last: number) {
      if (first >= 0 && last < 84_000) most = Math.max(most, last - first + 1);
      return all.filter(({ day }) => day >= first && day <= last);
    },
  };
  const bounds = [from, to].map((date) => (date === undefined ? undefined : parseDay(date)));
  const found: string[] = [];
  for await (const chunk of streamCheckins(checkins, "default", ...bounds)) {
    found.push(...chunk.map(({ day }) => formatDay(day)));
  }
  return { found, most };
}

describe("a stream of check-ins", () => {
  test("has those of every year once, oldest first, a decade at a time where they are many", async () => {
    const { found, most } = await streamed([...DATES, ...LATER]);
    assert.deepEqual(found, [...DATES, ...LATER]);
    assert.equal(most, 3660);
  });

  test("begins and ends with the days that are named", async () => {
    const { found } = await streamed([...DATES, ...LATER], "1969-12-31", "2026-02-02");
    assert.deepEqual(found, ["1969-12-31", "1970-01-01"]);
  });
});
