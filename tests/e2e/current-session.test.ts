import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { identifyByHeader } from "../support/identify-by-header.ts";

const URL = "/api/sessions/current";
const ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const MINUTE_MS = 60_000;

forEachDatabase((_name, open) => {
  describe("the session that is being worked on", () => {
    let database: OpenedDatabase;
    let service: TestApp;
    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url, identify: identifyByHeader("x-user") });
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    /** What one person asks for. */
    function person(user: string) {
      const ask = async (
        method: NonNullable<InjectOptions["method"]>,
        url: string,
        payload?: object,
      ) => {
        const headers = { "x-user": user };
        const answer = await service.request({ method, url, headers, ...(payload && { payload }) });
        return { status: answer.statusCode, body: answer.body === "" ? {} : answer.json() };
      };
      return {
        get: () => ask("GET", URL),
        start: (payload: object = {}) => ask("PUT", URL, payload),
        drop: () => ask("DELETE", URL),
        finish: (payload: object = {}) => ask("POST", `${URL}/finish`, payload),
        sessions: async () => (await ask("GET", "/api/sessions")).body.sessions,
      };
    }

    test("begins, is described anew, ends, and becomes a session with its id", async () => {
      const ada = person("ada");
      assert.deepEqual(
        [(await ada.get()).status, (await ada.get()).body.code],
        [404, "no_current_session"],
      );
      const begun = await ada.start({ id: ID, preset: "flow_mode", planned_minutes: 90 });
      assert.equal(begun.status, 201);
      const expected = {
        ...{ id: ID, start: "2026-03-02T12:00:00+01:00", planned_minutes: 90 },
        ...{ planned_end: "2026-03-02T13:30:00+01:00", preset: "flow_mode" },
        ...{ category: "Other", task: null },
      };
      assert.deepEqual(begun.body, { ...expected, category: begun.body.category });
      assert.deepEqual((await ada.get()).body, begun.body);
      service.clock.advance(40 * MINUTE_MS);
      const changed = await ada.start({ category: "Writing", task: "Chapter 2" });
      assert.deepEqual([changed.status, changed.body.start], [200, expected.start]);
      assert.deepEqual((await ada.get()).body, changed.body);
      const ended = await ada.finish({ id: ID, rating: 80, notes: "well" });
      assert.equal(ended.status, 201);
      assert.deepEqual(
        [ended.body.id, ended.body.duration_minutes, ended.body.category, ended.body.rating],
        [ID, 40, "Writing", 80],
      );
      assert.equal((await ada.get()).status, 404);
      assert.deepEqual(await ada.sessions(), [ended.body]);
      // Sent again it stores nothing, and gives the same.
      const again = await ada.finish({ id: ID, rating: 10 });
      assert.deepEqual([again.status, again.body], [200, ended.body]);
      assert.equal((await ada.finish()).body.code, "no_current_session");
      assert.equal((await ada.start({ id: ID })).body.code, "session_conflict");
    });

    test("is one: another device is told which is going on", async () => {
      const eva = person("eva");
      const first = await eva.start({});
      const other = await eva.start({ id: ID.replace("7", "8") });
      assert.deepEqual([other.status, other.body.code], [409, "session_running"]);
      assert.match(other.body.detail, new RegExp(first.body.id));
      const answers = await Promise.all([eva.finish(), eva.finish({ id: first.body.id })]);
      assert.equal(answers.filter(({ status }) => status === 201).length, 1);
      assert.equal((await eva.sessions()).length, 1);
      const starts = await Promise.all(
        [1, 2, 3].map((id) => eva.start({ id: ID.replace("7", String(id)) })),
      );
      assert.deepEqual(starts.map(({ status }) => status).sort(), [201, 409, 409]);
    });

    test("can be forgotten or given up", async () => {
      const ivo = person("ivo");
      await ivo.start({});
      assert.equal((await ivo.drop()).status, 204);
      assert.equal((await ivo.drop()).status, 204);
      assert.equal((await ivo.sessions()).length, 0);
      await ivo.start({});
      service.clock.advance(7 * MINUTE_MS);
      const { body } = await ivo.finish({ completed: false });
      assert.deepEqual([body.completed, body.duration_minutes], [false, 7]);
    });

    test("is refused where it cannot be, and stays as it was", async () => {
      const uma = person("uma");
      for (const [input, field] of [
        [{ start: "2026-03-03T12:00:00+01:00" }, "start"],
        [{ start: "noon" }, "start"],
        [{ category: "<b>" }, "category"],
        [{ planned_minutes: 0 }, "planned_minutes"],
        [{ id: "7" }, "id"],
        [{ rating: 1 }, "rating"],
      ] as const) {
        const { status, body } = await uma.start(input);
        assert.deepEqual([status, body.errors?.[0]?.field], [400, field], JSON.stringify(input));
      }
      await uma.start({ start: "2026-03-01T11:00:00+01:00" });
      for (const [input, field] of [
        [{}, "duration_minutes"],
        [{ duration_minutes: 25, rating: 101 }, "rating"],
        [{ end: "2026-03-01T10:00:00+01:00" }, "end"],
      ] as const) {
        const { status, body } = await uma.finish(input);
        assert.deepEqual([status, body.errors?.[0]?.field], [400, field], JSON.stringify(input));
      }
      // A timer that was forgotten over night is given its length.
      const { status, body } = await uma.finish({ duration_minutes: 25 });
      assert.deepEqual([status, body.duration_minutes], [201, 25]);
    });

    test("a session that has just ended counts in the next answer, whatever fraction of a second it took", async () => {
      const user = "kim";
      const today = async () => {
        const headers = { "x-user": user };
        const { body } = await service.json({ url: "/api/prediction/today", headers });
        return body.completed_sessions;
      };
      const kim = person(user);
      await kim.start();
      service.clock.advance(25 * MINUTE_MS + 700);
      const { body } = await kim.finish();
      assert.equal(body.duration_minutes, 25);
      assert.equal(await today(), 1);
      const nowMs = service.clock.now();
      const payload = {
        start: new Date(nowMs - 10 * MINUTE_MS - 700).toISOString(),
        end: new Date(nowMs).toISOString(),
      };
      const headers = { "x-user": user };
      await service.request({ method: "POST", url: "/api/sessions", headers, payload });
      assert.equal(await today(), 2);
    });
  });
});
