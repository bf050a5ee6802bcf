import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { isNameText } from "../../../../src/domain/name-text.ts";
import { normalizeName } from "../../../../src/domain/normalize-name.ts";
import { openZone } from "../../../../src/time/zone.ts";
import { exportedSession, exportOf } from "../../../support/exported.ts";
import { importText } from "../import/import-text.ts";

const ZONES = ["UTC", "Europe/Prague", "America/New_York", "Asia/Kolkata", "Pacific/Apia"];

const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength }),
      fc.string({ unit: fc.constantFrom("=", "'", '"', ",", "+", "@", "ž", "\n"), maxLength: 9 }),
    )
    .map((drawn) => normalizeName(drawn.replaceAll("\0", "")).slice(0, maxLength).toWellFormed())
    .filter((drawn) => drawn !== "" && normalizeName(drawn) === drawn && drawn.trim() === drawn);

const session = fc.record({
  // Until March: outside the hours that a clock shows twice, which a wall clock cannot tell apart.
  startedAtMs: fc
    .integer({ min: 0, max: 60 * 1440 })
    .map((minute) => Date.parse("2026-01-01T00:00:00Z") + minute * 60_000),
  durationSeconds: fc.integer({ min: 1, max: 80_000 }),
  category: text(100).filter(isNameText),
  task: fc.option(text(200)),
});

describe("a report in Toggl's form", () => {
  test("is read by our own importer as the sessions that it was written from", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(session, { maxLength: 8 }),
        fc.constantFrom(...ZONES),
        fc.option(text(300)),
        async (drafts, zoneName, notes) => {
          const zone = openZone(zoneName);
          const sessions = drafts.map((draft) =>
            exportedSession({ ...draft, notes: draft.task === null ? null : notes }),
          );
          const file = await exportOf("toggl", sessions, [], zone);
          const imported = await importText(file, { format: "toggl", zone });
          const expected = sessions.map((one) => {
            const start = new Date(one.startedAtMs).toISOString().slice(0, 16);
            const words = [one.category, one.task, one.notes].map((word) => word ?? "–");
            return `${start} ${one.durationSeconds} ${words.join(" | ")}`;
          });
          assert.deepEqual(imported.faults, []);
          assert.deepEqual(imported.sessions.toSorted(), expected.toSorted());
        },
      ),
      { numRuns: 60 },
    );
  });

  test("has its columns, and no text that a spreadsheet would run", async () => {
    const file = String(
      await exportOf("toggl", [exportedSession({ category: "=1+1", task: '@x "y"' })]),
    );
    assert.equal(
      file,
      'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\r\n,,,\'=1+1,,"\'@x ""y""",No,2026-03-02,09:00:00,2026-03-02,09:30:00,00:30:00,,\r\n',
    );
  });
});
