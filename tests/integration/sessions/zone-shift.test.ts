import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseDay } from "../../../src/time/calendar.ts";
import { openZone } from "../../../src/time/zone.ts";
import { openTestApp } from "../../support/app.ts";
import { newSession, uniqueId } from "../../support/builders.ts";
import { cliFolder } from "../../support/cli.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { openPlainSql } from "../../support/plain-sql.ts";

const PRAGUE = openZone("Europe/Prague");
const EVER = parseDay("2030-01-01") ?? 0;

/** A row as the web app writes it: a wall clock without an offset. */
function plainRow(end: string, createdAt: string, id = uniqueId()): string {
  const [date, time] = end.split(" ");
  return `insert into sessions (id, date, time, duration_minutes, created_at)
    values ('${id}', '${date}', '${time}', 25, '${createdAt}');`;
}

forEachDatabase((_name, open) => {
  describe("shifting times", () => {
    test("shows the same instants on the other clock, once, clock changes and nights included", async () => {
      const database = await open();
      const service = await openTestApp({ url: database.url });
      const { sessions, zoneShift } = service.dependencies;
      const certain = newSession({ startedAtMs: Date.parse("2026-01-05T08:00:00Z") });
      await sessions.insert([certain], service.clock.now());
      const program = openPlainSql(database.url);
      const ends = ["2026-01-05 09:30:00", "2026-01-05 23:30:00", "2026-03-29 00:59:59"];
      const later = ["2026-03-29 01:00:00", "2026-06-01 12:00:00"];
      const ids = [...ends, ...later].map(() => uniqueId());
      const all = [...ends, ...later];
      await program.run(
        all.map((end, i) => plainRow(end, `${end.replace(" ", "T")}Z`, ids[i])).join("\n"),
      );
      await program.close();
      const request = {
        ...{ userId: "default", from: openZone("UTC"), to: PRAGUE },
        before: parseDay("2026-06-01") ?? 0,
        dryRun: true,
      };
      const dry = await zoneShift.run(request);
      assert.deepEqual(dry, {
        found: 4,
        shifted: 0,
        certain: 1,
        examples: [
          { from: "2026-01-05 09:30:00", to: "2026-01-05 10:30:00" },
          { from: "2026-01-05 23:30:00", to: "2026-01-06 00:30:00" },
          { from: "2026-03-29 00:59:59", to: "2026-03-29 01:59:59" },
          { from: "2026-03-29 01:00:00", to: "2026-03-29 03:00:00" },
        ],
      });
      const before = (await service.json({ url: "/api/sessions" })).body;
      assert.equal((await zoneShift.run({ ...request, dryRun: false })).shifted, 4);
      const endsNow = await Promise.all(
        ids.map(async (id) => (await sessions.find("default", id))?.endedAtMs),
      );
      const meant = all.map((end) => Date.parse(`${end.replace(" ", "T")}Z`));
      // The last one, of a day that is right already, is still read on the clock of Prague.
      assert.deepEqual(endsNow, [...meant.slice(0, 4), Date.parse("2026-06-01T10:00:00Z")]);
      const again = await zoneShift.run({ ...request, dryRun: false });
      assert.deepEqual([again.found, again.shifted, again.certain], [0, 0, 5]);
      assert.deepEqual(
        await sessions.find("default", certain.id).then((it) => it?.startedAtMs),
        certain.startedAtMs,
      );
      // Answers follow, and the log says what was done.
      assert.notDeepEqual((await service.json({ url: "/api/sessions" })).body, before);
      assert.match(service.logText(), /TIMES_SHIFTED/);
      await service.close();
      await database.close();
    });

    test("in the hour that a clock shows twice, when it was stored says which is meant", async () => {
      const database = await open();
      const service = await openTestApp({ url: database.url });
      const { sessions, zoneShift } = service.dependencies;
      const program = openPlainSql(database.url);
      const ids = [uniqueId(), uniqueId(), uniqueId()];
      const created = ["2025-10-26T00:31:00Z", "2025-10-26T01:31:00Z", "2026-02-01T00:00:00Z"];
      await program.run(
        created.map((at, i) => plainRow("2025-10-26 02:30:00", at, ids[i])).join("\n"),
      );
      await program.close();
      const request = { userId: "default", from: PRAGUE, to: openZone("UTC"), before: EVER };
      await zoneShift.run({ ...request, dryRun: false });
      const ends = await Promise.all(
        ids.map(async (id) => (await sessions.find("default", id))?.endedAtMs),
      );
      const [first, second] = ["2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"].map(Date.parse);
      assert.deepEqual(ends, [first, second, first]);
      await service.close();
      await database.close();
    });

    test("goes on where it was stopped, whatever the number of rows", async () => {
      const database = await open();
      const service = await openTestApp({ url: database.url });
      const { zoneShift } = service.dependencies;
      const program = openPlainSql(database.url);
      const rows = Array.from({ length: 1001 }, () =>
        plainRow("2026-01-05 09:30:00", "2026-01-05"),
      );
      await program.run(rows.join("\n"));
      await program.close();
      const request = { userId: "default", from: openZone("UTC"), to: PRAGUE, dryRun: false };
      const { found, shifted } = await zoneShift.run({ ...request, before: EVER });
      assert.deepEqual([found, shifted], [1001, 1001]);
      await service.close();
      await database.close();
    });
  });
});

test("the command counts, shows examples and tells to back up; the doctor and the log name the zone", async () => {
  using folder = cliFolder();
  const env = { TIMEZONE: "UTC", DATABASE_URL: `file:${folder.path}/own.db` };
  await folder.run(["migrate"], env);
  const program = openPlainSql(env.DATABASE_URL);
  const rows = ["09:30", "10:30", "11:30"].map((time) =>
    plainRow(
      `2026-01-05 ${time}:00`,
      `2026-01-05T${time.replace(/^\d+/, (h) => String(Number(h) - 1).padStart(2, "0"))}:20Z`,
    ),
  );
  await program.run(rows.join("\n"));
  await program.close();
  const doctor = await folder.run(["doctor"], env);
  assert.match(doctor.stdout, /✗ time: .*1 h after/);
  assert.match(doctor.stdout, /TIMEZONE=Europe\/Prague/);
  assert.match(doctor.stdout, /shift-times --from Europe\/Prague --to UTC --dry-run/);
  const server = await folder.serve([], env);
  const { context } = await server.event("ZONE_MISMATCH");
  assert.deepEqual(context, { timezone: "UTC", hours: 1, set_timezone: "Europe/Prague" });
  await server.stop();

  const args = ["shift-times", "--from", "Europe/Prague", "--to", "UTC"];
  const dry = await folder.run([...args, "--dry-run"], env);
  assert.equal(
    dry.stdout,
    [
      "3 sessions would be moved from the clock of Europe/Prague to that of UTC.",
      "  2026-01-05 09:30:00 → 2026-01-05 08:30:00",
      "  2026-01-05 10:30:00 → 2026-01-05 09:30:00",
      "  2026-01-05 11:30:00 → 2026-01-05 10:30:00",
      "Nothing was changed. Make a backup with `pomodoro-ml backup FILE`, then run it again without --dry-run.",
      "",
    ].join("\n"),
  );
  const done = JSON.parse((await folder.run([...args, "--json"], env)).stdout);
  assert.deepEqual([done.found, done.shifted, done.certain], [3, 3, 0]);
  assert.match((await folder.run(args, env)).stdout, /^No session was changed/);
  assert.doesNotMatch((await folder.run(["doctor"], env)).stdout, /✗ time/);
  assert.equal((await folder.run(["shift-times", "--from", "UTC", "--to", "Mars"], env)).code, 2);
});
