import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseDay } from "../../../src/time/calendar.ts";
import { openTestApp } from "../../support/app.ts";
import { newSession } from "../../support/builders.ts";
import { cliFolder } from "../../support/cli.ts";
import { forEachDatabase } from "../../support/databases.ts";

const BEFORE = parseDay("2026-01-01") ?? 0;
const at = (date: string, rating: number | null) =>
  newSession({ startedAtMs: Date.parse(`${date}T09:00:00Z`), rating });

forEachDatabase((_name, open) => {
  describe("converting old ratings", () => {
    test("only ratings from 1 to 5, only before the day, once, and only of that person", async () => {
      const database = await open();
      const service = await openTestApp({ url: database.url });
      const { sessions, ratingConversion } = service.dependencies;
      const mine = [
        at("2025-06-01", 1),
        at("2025-06-02", 4.5),
        at("2025-12-31", 5),
        at("2025-12-30", 0),
        at("2025-12-29", null),
        at("2026-01-01", 5),
        at("2026-01-02", 70),
      ];
      const theirs = { ...at("2025-06-03", 3), userId: "somebody" };
      await sessions.insert([...mine, theirs], service.clock.now());
      const before = (await service.json({ url: "/api/analysis" })).body;
      const request = { userId: "default", before: BEFORE, checkOnly: true };
      const found = await ratingConversion.run(request);
      assert.deepEqual(found, { found: 3, larger: 0, converted: 0 });
      const converting = { ...request, checkOnly: false };
      assert.equal((await ratingConversion.run(converting)).converted, 3);
      assert.equal((await ratingConversion.run(converting)).converted, 0);
      const stored = await Promise.all(
        mine.map(async ({ id }) => (await sessions.find("default", id))?.rating),
      );
      assert.deepEqual(stored, [20, 90, 100, 0, null, 5, 70]);
      assert.equal((await sessions.find("somebody", theirs.id))?.rating, 3);
      // Answers follow, and the log says what was done.
      assert.notDeepEqual((await service.json({ url: "/api/analysis" })).body, before);
      assert.match(service.logText(), /RATINGS_CONVERTED/);
      await service.close();
      await database.close();
    });

    test("a history with larger ratings was on another scale, and is left alone", async () => {
      const database = await open();
      const service = await openTestApp({ url: database.url });
      const { sessions, ratingConversion } = service.dependencies;
      const low = at("2025-06-01", 4);
      await sessions.insert([low, at("2025-06-02", 80)], service.clock.now());
      const report = await ratingConversion.run({
        userId: "default",
        before: BEFORE,
        checkOnly: false,
      });
      assert.deepEqual(report, { found: 1, larger: 1, converted: 0 });
      assert.equal((await sessions.find("default", low.id))?.rating, 4);
      await service.close();
      await database.close();
    });
  });
});

test("the command says what it did, and refuses what it cannot read", async () => {
  using folder = cliFolder();
  const csv =
    "start,duration_minutes,rating\n2025-03-03T09:00:00Z,25,4\n2026-03-03T09:00:00Z,25,80\n";
  await folder.run(["import", "-"], {}, csv);
  const wrong = await folder.run(["convert-ratings", "--before", "soon"]);
  assert.equal(wrong.code, 2);
  const checked = await folder.run(["convert-ratings", "--before", "2026-01-01", "--check"]);
  assert.match(checked.stdout, /^1 rating before 2026-01-01 would be multiplied by 20\.\n$/);
  const done = await folder.run(["convert-ratings", "--before", "2026-01-01", "--json"]);
  assert.deepEqual(JSON.parse(done.stdout), {
    user: "default",
    before: "2026-01-01",
    found: 1,
    larger: 0,
    converted: 1,
  });
  const refused = await folder.run(["convert-ratings", "--before", "2027-01-01"]);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /2 ratings before 2027-01-01 exceed 5/);
});
