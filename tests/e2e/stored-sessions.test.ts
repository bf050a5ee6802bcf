import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { sessionInput, uniqueId } from "../support/builders.ts";
import { forEachDatabase } from "../support/databases.ts";
import { sessionClient } from "../support/session-client.ts";

forEachDatabase((_name, open) => {
  const { post, get, batch, patch, stored, service } = sessionClient(open);

  describe("the list", () => {
    async function hours(query: string): Promise<string[]> {
      const { body } = await get(`/api/sessions?${query}`);
      assert.ok(Array.isArray(body.sessions), JSON.stringify(body));
      return body.sessions.map(({ start }) => start.slice(5, 13));
    }

    beforeEach(async () => {
      await batch([
        sessionInput({ start: "2026-02-27T08:00:00+01:00", category: "Learning", rating: 40 }),
        sessionInput({ start: "2026-02-28T23:40:00+01:00", preset: "flow_mode" }),
        sessionInput({ start: "2026-03-01T10:00:00+01:00", completed: false, rating: 0 }),
        sessionInput({ start: "2026-03-02T08:00:00+01:00", category: "Learning" }),
      ]);
    });

    test("shows the newest first", async () => {
      assert.deepEqual(await hours(""), ["03-02T08", "03-01T10", "02-28T23", "02-27T08"]);
    });

    test("filters by the day of the end, category, preset, completion and rating", async () => {
      assert.deepEqual(await hours("from=2026-03-01"), ["03-02T08", "03-01T10", "02-28T23"]);
      assert.deepEqual(await hours("to=2026-02-28"), ["02-27T08"]);
      assert.deepEqual(await hours("category=Learning"), ["03-02T08", "02-27T08"]);
      assert.deepEqual(await hours("preset=flow_mode"), ["02-28T23"]);
      assert.deepEqual(await hours("completed=false"), ["03-01T10"]);
      assert.deepEqual(await hours("rated=true"), ["03-01T10", "02-27T08"]);
      assert.deepEqual(await hours("rated=false&category=Learning"), ["03-02T08"]);
    });

    test("pages through everything once, also while sessions are written", async () => {
      const seen: string[] = [];
      let cursor = "";
      for (let page = 0; page < 10; page++) {
        const { body } = await get(`/api/sessions?limit=1${cursor}`);
        assert.ok(Array.isArray(body.sessions));
        seen.push(...body.sessions.map(({ start }) => start.slice(5, 13)));
        if (body.next_cursor === null) break;
        cursor = `&cursor=${body.next_cursor}`;
        await post(sessionInput({ start: "2026-03-02T10:00:00+01:00" }));
      }
      assert.deepEqual(seen, ["03-02T08", "03-01T10", "02-28T23", "02-27T08"]);
    });

    test("says which part of a query it does not understand", async () => {
      const wrong = {
        "limit=0": "limit",
        "limit=201": "limit",
        "limit=x": "limit",
        "limit=Infinity": "limit",
        "limit=1&limit=2": "limit",
        "cursor=abc": "cursor",
        "cursor=%00": "cursor",
        "from=2026-02-30": "from",
        "from=2026-03-02&to=2026-03-01": "to",
        "completed=maybe": "completed",
        "category=": "category",
        "limt=5": "limt",
      };
      for (const [query, field] of Object.entries(wrong)) {
        const { status, body } = await get(`/api/sessions?${query}`);
        assert.equal(status, 400, query);
        assert.ok(Array.isArray(body.errors));
        assert.equal(body.errors[0].field, field, query);
      }
    });
  });

  describe("changing a session", () => {
    let id: string;

    beforeEach(async () => {
      const answer = await post(sessionInput({ rating: 50, task: "a", notes: "b" }));
      id = answer.json().id;
      service().clock.advance(60_000);
    });

    test("changes what is named and leaves the rest", async () => {
      const before = (await get(`/api/sessions/${id}`)).body;
      const answer = await patch(id, { rating: 90.005, category: "Learning", task: null });
      assert.equal(answer.status, 200);
      const { updated_at, ...changed } = answer.body;
      assert.notEqual(updated_at, before.updated_at);
      assert.deepEqual(
        { ...changed, updated_at: before.updated_at },
        { ...before, rating: 90.01, category: "Learning", task: null },
      );
      assert.deepEqual((await get(`/api/sessions/${id}`)).body, answer.body);
    });

    test("a new start moves it, a new end or length stretches it", async () => {
      const times = async (change: object) => {
        const { body } = await patch(id, change);
        return `${body.start} ${body.end} ${body.duration_minutes}`;
      };
      assert.equal(
        await times({ start: "2026-03-01T10:00", timezone: "Europe/Prague" }),
        "2026-03-01T10:00:00+01:00 2026-03-01T10:52:00+01:00 52",
      );
      assert.equal(
        await times({ end: "2026-03-01T11:00:30+01:00" }),
        "2026-03-01T10:00:00+01:00 2026-03-01T11:00:30+01:00 60.5",
      );
      assert.equal(
        await times({ duration_minutes: 10 }),
        "2026-03-01T10:00:00+01:00 2026-03-01T10:10:00+01:00 10",
      );
    });

    test("is refused where a new session would be, and nothing changes", async () => {
      const before = (await get(`/api/sessions/${id}`)).body;
      const wrong: readonly (readonly [object, string])[] = [
        [{}, "body"],
        [{ rating: 101 }, "rating"],
        [{ id: uniqueId() }, "id"],
        [{ end: "2026-03-01T00:00:00Z" }, "end"],
        [
          {
            start: "2026-03-01T10:00:00Z",
            end: "2026-03-01T10:10:00Z",
            duration_minutes: 30,
          },
          "duration_minutes",
        ],
        [{ start: null }, "start"],
        [{ start: "2027-01-01T00:00:00Z" }, "start"],
      ];
      for (const [change, field] of wrong) {
        const { status, body } = await patch(id, change);
        assert.equal(status, 400, JSON.stringify(body));
        assert.ok(Array.isArray(body.errors));
        assert.equal(body.errors[0].field, field);
      }
      assert.deepEqual((await get(`/api/sessions/${id}`)).body, before);
    });

    test("null puts a default back", async () => {
      await patch(id, { preset: "learning", completed: false });
      const { body } = await patch(id, { preset: null, completed: null, notes: null });
      assert.deepEqual([body.preset, body.completed, body.notes], ["deep_work", true, null]);
    });

    test("takes merge patches by their own content type", async () => {
      const answer = await service().request({
        method: "PATCH",
        url: `/api/sessions/${id}`,
        payload: '{"rating":1}',
        headers: { "content-type": "application/merge-patch+json" },
      });
      assert.equal(answer.json().rating, 1);
    });
  });

  describe("what is not there", () => {
    test("cannot be read, changed or deleted", async () => {
      const id = uniqueId();
      const url = `/api/sessions/${id}`;
      for (const [method, payload] of [["GET"], ["DELETE"], ["PATCH", { rating: 1 }]] as const) {
        const answer = await service().request({ method, url, ...(payload && { payload }) });
        assert.equal(answer.statusCode, 404);
        assert.equal(answer.json().code, "session_not_found");
      }
      assert.equal((await get("/api/sessions/none")).status, 400);
    });

    test("is what was deleted", async () => {
      const url = `/api/sessions/${(await post(sessionInput())).json().id}`;
      const answer = await service().request({ method: "DELETE", url });
      assert.equal(answer.statusCode, 204);
      assert.equal(answer.body, "");
      assert.equal((await get(url)).status, 404);
      assert.equal((await service().request({ method: "DELETE", url })).statusCode, 404);
    });
  });

  describe("deleting everything", () => {
    test("must be said in so many words, and says how many there were", async () => {
      await batch([sessionInput(), sessionInput()]);
      for (const query of ["", "?confirm=yes", "?confirm="]) {
        const { status } = await service().json({ method: "DELETE", url: `/api/sessions${query}` });
        assert.equal(status, 400);
      }
      assert.equal((await stored()).length, 2);
      const url = "/api/sessions?confirm=delete-all";
      assert.deepEqual((await service().json({ method: "DELETE", url })).body, { deleted: 2 });
      assert.deepEqual(await stored(), []);
    });
  });
});
