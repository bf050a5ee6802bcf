import assert from "node:assert/strict";
import { test } from "node:test";
import { personalBests } from "../../../../src/http/ui/parts/personal-bests.ts";
import { wordsIn } from "../../../../src/http/ui/words.ts";
import { formatDay, parseDay } from "../../../../src/time/calendar.ts";

test("personal bests are the day, week and month with the most sessions, the latest among equals", () => {
  const monday = parseDay("2026-01-26") ?? 0;
  const counts = [9, 0, 0, 0, 0, 0, 3, 4, 4, 4, 0, 0, 0, 0, 9, 0, 0];
  const days = counts.map((completed, index) => ({ date: formatDay(monday + index), completed }));
  const { text } = personalBests(days, wordsIn("en"));
  assert.match(text, /data-name="best_day" data-value="9">.*Monday,? 9 February 2026/);
  assert.match(text, /data-name="best_week" data-value="12">.*>2.{1,3}8 February</);
  assert.match(text, /data-name="best_month" data-value="24">.*February 2026/);
  const { text: czech } = personalBests(days, wordsIn("cs"));
  assert.match(czech, /únor 2026/);
});
