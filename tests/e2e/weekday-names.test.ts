import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openTestApp } from "../support/app.ts";

/** 2 March 2026 was a Monday. */
const WEEK = [
  ["2026-03-02", "Monday", "Pondělí"],
  ["2026-03-03", "Tuesday", "Úterý"],
  ["2026-03-04", "Wednesday", "Středa"],
  ["2026-03-05", "Thursday", "Čtvrtek"],
  ["2026-03-06", "Friday", "Pátek"],
  ["2026-03-07", "Saturday", "Sobota"],
  ["2026-03-08", "Sunday", "Neděle"],
] as const;

const withoutMarks = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");

describe("`weekday` is the English name in every language; the old members stay Czech where they were", () => {
  for (const language of ["en", "cs"]) {
    const headers = { "accept-language": language };
    for (const [date, english, czech] of WEEK) {
      test(`${english}, asked in ${language}`, async () => {
        const service = await openTestApp();
        service.clock.set(`${date}T10:00:00+01:00`);
        const ask = async (url: string) => (await service.json({ url, headers })).body;
        const schedule = await ask("/api/optimal-schedule");
        assert.equal(schedule.date, date);
        assert.deepEqual([schedule.weekday, schedule.day_of_week], [english, czech]);
        assert.equal(schedule.day_of_week_en, english);
        const { context } = await ask("/api/predict-quality");
        assert.equal(Object(context).weekday, english);
        assert.equal(Object(context).day_name, withoutMarks(czech));
        const theme = await ask(`/api/theme-recommendation/${date}`);
        assert.deepEqual([theme.weekday, theme.day_of_week], [english, czech.toLowerCase()]);
        const week = await ask(`/api/prediction/week?start_date=${date}`);
        const [first] = Array.isArray(week.predictions) ? week.predictions : [];
        assert.deepEqual([first.date, first.weekday, first.day_name], [date, english, english]);
        await service.close();
      });
    }
  }
});
