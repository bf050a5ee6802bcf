import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { EXPORT_FORMATS } from "../../src/domain/export-formats.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const TYPES: Readonly<Record<(typeof EXPORT_FORMATS)[number], string>> = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  json: "application/json; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  toggl: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

forEachDatabase((_name, open) => {
  describe("exports in all formats", () => {
    let opened: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      opened = await open();
      service = await openTestApp({ url: opened.url });
      await service.json({
        method: "POST",
        url: "/api/sessions/import",
        headers: { "content-type": "text/csv" },
        payload:
          'start,duration_minutes,category,task,rating,completed,notes\n2026-02-03T09:00:00Z,52,Writing,\'=draft,80,true,\n2026-02-04T10:00:00Z,25,Mail,,,false,"one\ntwo"\n',
      });
      await service.json({
        method: "PUT",
        url: "/api/wellness/2026-02-03",
        payload: { mood: 72.5, notes: "fine" },
      });
    });
    after(async () => {
      await service.close();
      await opened.close();
    });

    const exported = (query: string) =>
      service.app.inject({ url: `/api/sessions/export?${query}` });
    const importing = (payload: string, query = "") =>
      service.json({
        method: "POST",
        url: `/api/sessions/import${query}`,
        headers: { "content-type": "application/json" },
        payload,
      });

    test("each has its type and name", async () => {
      for (const format of EXPORT_FORMATS) {
        const { statusCode, headers, rawPayload } = await exported(`format=${format}`);
        assert.equal(statusCode, 200);
        assert.equal(headers["content-type"], TYPES[format]);
        assert.match(String(headers["content-disposition"]), /^attachment; filename="sessions\./);
        assert.ok(rawPayload.length > 100, format);
      }
    });

    test("a format that there is none is refused", async () => {
      assert.equal((await exported("format=pdf")).statusCode, 400);
    });

    test("JSON has everything, check-ins included, and imported elsewhere it is the same", async () => {
      const { body } = await exported("format=json");
      const document = JSON.parse(body);
      assert.equal(document.sessions.length, 2);
      assert.equal(document.checkins.length, 1);
      const again = await importing(body);
      assert.deepEqual(
        [again.body.format, again.body.imported, again.body.unchanged, again.body.checkins],
        ["json", 0, 2, { imported: 0, unchanged: 1, conflicts: 0, rejected: 0 }],
      );
      await service.dependencies.sessions.deleteAll("default");
      await service.app.inject({ method: "DELETE", url: "/api/wellness/2026-02-03" });
      const preview = await importing(body, "?preview=true");
      const one = { imported: 1, unchanged: 0, conflicts: 0, rejected: 0 };
      assert.deepEqual(preview.body.checkins, one);
      const restored = await importing(body);
      assert.deepEqual([restored.body.imported, restored.body.checkins], [2, one]);
      const after = JSON.parse((await exported("format=json")).body);
      const plain = ({ sessions, checkins }: typeof document) =>
        [...sessions, ...checkins].map(({ created_at: _, updated_at: __, ...rest }) => rest);
      assert.deepEqual(plain(after), plain(document));
    });

    test("JSON has what the person has chosen, and imported elsewhere it is chosen there", async () => {
      const chosen = {
        timezone: "Pacific/Auckland",
        day_start_hour: 4,
        language: "cs",
        working_hours: { from: "08:00", to: "16:30" },
        days_off: [6, 7],
        absences: [{ from: "2026-07-01", to: "2026-07-14" }],
        presets: [{ id: "sprint", name: "Sprint", work_minutes: 50, break_minutes: 10 }],
      };
      const categories = ["Writing", "Code"];
      const choose = async (payload: object, names: readonly string[]) => {
        const changed = await service.json({ method: "PATCH", url: "/api/settings", payload });
        assert.equal(changed.status, 200);
        const url = "/api/config/categories";
        await service.json({ method: "POST", url, payload: { categories: names } });
      };
      const nothing = Object.fromEntries(Object.keys(chosen).map((member) => [member, null]));
      assert.deepEqual(JSON.parse((await exported("format=json")).body).settings, {});
      await choose(chosen, categories);
      const { body } = await exported("format=json");
      assert.deepEqual(JSON.parse(body).settings, { ...chosen, categories });
      const again = await importing(body);
      const counts = { imported: 0, unchanged: 8, conflicts: 0, rejected: 0 };
      assert.deepEqual(again.body.settings, counts);

      await choose({ ...nothing, day_start_hour: 2 }, []);
      const expected = { imported: 7, unchanged: 0, conflicts: 1, rejected: 0 };
      assert.deepEqual((await importing(body, "?preview=true")).body.settings, expected);
      assert.deepEqual((await service.json({ url: "/api/settings" })).body.own, ["day_start_hour"]);
      const restored = await importing(body);
      assert.deepEqual(restored.body.settings, expected);
      assert.match(
        JSON.stringify(restored.body.notes),
        /"field":"settings","code":"stored_differs"/,
      );
      const after = JSON.parse((await exported("format=json")).body).settings;
      assert.deepEqual(after, { ...chosen, day_start_hour: 2, categories });
      await choose(nothing, []);
    });

    test("settings that cannot be are rejected as a whole, and named", async () => {
      const settings = { language: "cs", timezone: "Europe/Nowhere" };
      const text = JSON.stringify({ format: "pomodoro-ml", version: 1, sessions: [], settings });
      for (const query of ["?preview=true", ""]) {
        const { body } = await importing(text, query);
        assert.deepEqual(body.settings, { imported: 0, unchanged: 0, conflicts: 0, rejected: 1 });
        assert.match(JSON.stringify(body.problems), /"field":"timezone","code":"timezone"/);
      }
      assert.deepEqual((await service.json({ url: "/api/settings" })).body.own, []);
    });

    test("a check-in of a day that has another is kept, and a faulty one is rejected", async () => {
      const checkins = [
        { date: "2026-02-03", mood: 10 },
        { date: "2026-02-05", mood: 1000 },
        { date: "2026-02-30", mood: 10 },
        { date: "2026-02-06", notes: "a\u0000", mood: 1 },
      ];
      const { status, body } = await importing(
        JSON.stringify({ format: "pomodoro-ml", version: 1, sessions: [], checkins }),
      );
      assert.equal(status, 200);
      assert.deepEqual(body.checkins, { imported: 0, unchanged: 0, conflicts: 1, rejected: 3 });
      assert.match(JSON.stringify(body.notes), /"field":"date","code":"stored_differs"/);
      const stored = await service.json({ url: "/api/wellness/2026-02-03" });
      assert.equal(stored.body.mood, 72.5);
    });

    test("JSON of a later version is refused as a whole", async () => {
      const { status } = await importing('{"format":"pomodoro-ml","version":2,"sessions":[\n]}\n');
      assert.equal(status, 422);
    });
  });
});
