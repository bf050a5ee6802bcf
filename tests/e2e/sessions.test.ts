import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { sessionInput, uniqueId } from "../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

forEachDatabase((_name, open) => {
  let database: OpenedDatabase;
  let service: TestApp;

  before(async () => {
    database = await open();
    service = await openTestApp({ url: database.url });
  });
  after(async () => {
    await service.close();
    await database.close();
  });
  beforeEach(async () => {
    await service.request({ method: "DELETE", url: "/api/sessions?confirm=delete-all" });
  });

  const post = (payload: unknown, headers: Record<string, string> = {}) =>
    service.request({
      method: "POST",
      url: "/api/sessions",
      payload: JSON.stringify(payload),
      headers: { "content-type": "application/json", ...headers },
    });
  const get = (url: string) => service.json({ url });
  const batch = (sessions: readonly unknown[]) =>
    service.json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } });
  const patch = (id: string, payload: object) =>
    service.json({ method: "PATCH", url: `/api/sessions/${id}`, payload });

  async function stored(): Promise<{ rating: number | null }[]> {
    const { sessions } = (await get("/api/sessions?limit=200")).body;
    assert.ok(Array.isArray(sessions));
    return sessions;
  }

  async function refused(payload: unknown): Promise<string[]> {
    const answer = await post(payload);
    assert.equal(answer.statusCode, 400, answer.body);
    const { errors } = answer.json<{ errors: { field: string; code: string }[] }>();
    assert.equal((await stored()).length, 0, "nothing may be stored");
    return errors.map(({ field, code }) => `${field} ${code}`).sort();
  }

  describe("storing a session", () => {
    test("answers 201 with its address, and the address answers with the same", async () => {
      const id = uniqueId();
      const answer = await post({
        id,
        start: "2026-03-02T09:30:00+01:00",
        duration_minutes: 25.5,
        preset: "quick_tasks",
        category: "Databáze",
        task: "índex 😀",
        rating: 66.666,
        completed: false,
        notes: "První řádek\nsecond",
      });
      assert.equal(answer.statusCode, 201);
      assert.equal(answer.headers.location, `/api/sessions/${id}`);
      assert.deepEqual(answer.json(), {
        id,
        start: "2026-03-02T09:30:00+01:00",
        end: "2026-03-02T09:55:30+01:00",
        duration_minutes: 25.5,
        preset: "quick_tasks",
        category: "Databáze",
        task: "índex 😀",
        rating: 66.67,
        completed: false,
        notes: "První řádek\nsecond",
        created_at: "2026-03-02T12:00:00+01:00",
        updated_at: "2026-03-02T12:00:00+01:00",
      });
      const read = await service.request({ url: `/api/sessions/${id.toUpperCase()}` });
      assert.deepEqual(read.json(), answer.json());
    });

    test("fills in what was left out, and takes blank and null for left out", async () => {
      for (const blank of [undefined, null, ""]) {
        const answer = await post(
          sessionInput({ preset: blank, category: blank, task: blank, notes: blank, rating: null }),
        );
        const { preset, category, task, notes, rating, completed } = answer.json();
        assert.deepEqual(
          { preset, category, task, notes, rating, completed },
          {
            preset: "deep_work",
            category: "Other",
            task: null,
            notes: null,
            rating: null,
            completed: true,
          },
        );
      }
    });

    test("a rating of 0 is a rating", async () => {
      assert.equal((await post(sessionInput({ rating: 0 }))).json().rating, 0);
    });

    test("takes a local time with its zone, and an end in place of a duration", async () => {
      const answer = await post({
        start: "2026-01-15T09:30",
        end: "2026-01-15T10:15:30",
        timezone: "America/New_York",
      });
      const { start, end, duration_minutes } = answer.json();
      assert.deepEqual(
        { start, end, duration_minutes },
        {
          start: "2026-01-15T15:30:00+01:00",
          end: "2026-01-15T16:15:30+01:00",
          duration_minutes: 45.5,
        },
      );
    });

    test("keeps the true instants over the hour that the clocks repeat in autumn", async () => {
      const answer = await post({
        start: "2025-10-26T02:30:00+02:00",
        end: "2025-10-26T02:30:00+01:00",
      });
      const { start, end, duration_minutes } = answer.json();
      assert.deepEqual(
        { start, end, duration_minutes },
        {
          start: "2025-10-26T02:30:00+02:00",
          end: "2025-10-26T02:30:00+01:00",
          duration_minutes: 60,
        },
      );
    });

    test("keeps the offset of each season, not today's", async () => {
      const answer = await post({ start: "2025-07-01T08:00:00Z", duration_minutes: 50 });
      assert.equal(answer.json().start, "2025-07-01T10:00:00+02:00");
    });

    test("sent again with its id changes nothing and says so", async () => {
      const session = sessionInput({ id: uniqueId(), rating: 33.333, task: "x" });
      const first = await post(session);
      service.clock.advance(60_000);
      const second = await post(session);
      assert.equal(second.statusCode, 200);
      assert.equal(second.headers.location, undefined);
      assert.deepEqual(second.json(), first.json());
      assert.equal((await stored()).length, 1);
    });

    test("with an id that another content has is a conflict, and the stored one stays", async () => {
      const session = sessionInput({ id: uniqueId(), rating: 50 });
      await post(session);
      const answer = await post({ ...session, rating: 60 });
      assert.equal(answer.statusCode, 409);
      assert.equal(answer.json().code, "session_conflict");
      assert.equal((await stored())[0]?.rating, 50);
    });

    test("is refused with every fault by name, and nothing is stored", async () => {
      assert.deepEqual(
        await refused({
          id: "x",
          start: "2026-02-30T09:00:00Z",
          duration_minutes: -1,
          preset: "p".repeat(51),
          category: 5,
          task: "t".repeat(201),
          rating: 100.01,
          completed: "yes",
          notes: "n".repeat(10_001),
          hour: 9,
        }),
        [
          "category type",
          "completed type",
          "duration_minutes more_than",
          "hour unknown",
          "id uuid",
          "notes max_length",
          "preset max_length",
          "rating maximum",
          "start instant",
          "task max_length",
        ],
      );
    });

    const cases: readonly (readonly [string, unknown, string[]])[] = [
      ["no body members at all", {}, ["duration_minutes required_one", "start required"]],
      ["a list", [], ["body type"]],
      ["no length", { start: "2026-03-02T09:30:00Z" }, ["duration_minutes required_one"]],
      [
        "two lengths",
        { start: "2026-03-02T08:00:00Z", end: "2026-03-02T09:00:00Z", duration_minutes: 60 },
        ["end exclusive"],
      ],
      ["no time at all", sessionInput({ duration_minutes: 0 }), ["duration_minutes more_than"]],
      ["more than a day", sessionInput({ duration_minutes: 1441 }), ["duration_minutes maximum"]],
      [
        "an end before its start",
        { start: "2026-03-02T09:00:00Z", end: "2026-03-02T08:59:59Z" },
        ["end order"],
      ],
      ["a rating below 0", sessionInput({ rating: -0.01 }), ["rating minimum"]],
      ["a rating as text", sessionInput({ rating: "80" }), ["rating type"]],
      ["the 31st of April", sessionInput({ start: "2026-04-31T09:00:00Z" }), ["start instant"]],
      ["hour 24", sessionInput({ start: "2026-03-02T24:00:00Z" }), ["start instant"]],
      ["the year 1969", sessionInput({ start: "1969-12-31T23:59:59Z" }), ["start year"]],
      ["a local time without zone", sessionInput({ start: "2026-03-02T09:30" }), ["start instant"]],
      [
        "a zone that is none",
        sessionInput({ start: "2026-03-02T09:30", timezone: "Mars/Olympus" }),
        ["start instant", "timezone timezone"],
      ],
      [
        "an offset in place of a zone",
        sessionInput({ start: "2026-03-02T09:30", timezone: "+02:00" }),
        ["start instant", "timezone timezone"],
      ],
      [
        "more than 24 hours ahead",
        sessionInput({ start: "2026-03-04T11:00:01+01:00" }),
        ["start future"],
      ],
    ];
    for (const [what, payload, problems] of cases) {
      test(`is refused with ${what}`, async () => {
        assert.deepEqual(await refused(payload), problems);
      });
    }

    test("with characters that no database keeps is refused by name", async () => {
      for (const text of ["a\u0000b", "\ud800"]) {
        assert.deepEqual(await refused(sessionInput({ notes: text })), ["notes text"]);
        assert.deepEqual(await refused({ ...sessionInput(), [text]: 1 }), ["body text"]);
      }
    });
  });

  describe("a batch", () => {
    test("stores the good ones and says of each what became of it", async () => {
      const [known, other, twice] = [uniqueId(), uniqueId(), uniqueId()];
      await post(sessionInput({ id: known }));
      await post(sessionInput({ id: other }));
      const answer = await batch([
        sessionInput({ id: known }),
        sessionInput({ id: other, rating: 1 }),
        sessionInput({ id: twice }),
        sessionInput({ id: twice }),
        sessionInput({ id: twice, rating: 2 }),
        sessionInput({ rating: 101, notes: "canary" }),
        "text",
        sessionInput(),
      ]);
      assert.equal(answer.status, 200);
      const { results, ...counts } = answer.body;
      assert.deepEqual(counts, { created: 2, unchanged: 2, conflict: 2, invalid: 2 });
      assert.ok(Array.isArray(results));
      assert.deepEqual(
        results.map(({ index, status }) => `${index} ${status}`),
        [
          "0 unchanged",
          "1 conflict",
          "2 created",
          "3 unchanged",
          "4 conflict",
          "5 invalid",
          "6 invalid",
          "7 created",
        ],
      );
      assert.deepEqual(results[5], {
        index: 5,
        id: null,
        status: "invalid",
        errors: [{ field: "sessions[5].rating", code: "maximum", message: "Must be at most 100." }],
      });
      assert.equal(results[6].errors[0].field, "sessions[6]");
      assert.equal((await stored()).length, 4);
    });

    test("takes a thousand sessions, and not one more", async () => {
      const sessions = Array.from({ length: 1000 }, () => sessionInput());
      assert.equal((await batch(sessions)).body.created, 1000);
      const answer = await batch([...sessions, sessionInput()]);
      assert.equal(answer.status, 400);
      assert.match(JSON.stringify(answer.body.errors), /"field":"sessions","code":"max_items"/);
    });

    test("needs at least one session, in a list", async () => {
      assert.equal((await batch([])).status, 400);
      const answer = await service.json({
        method: "POST",
        url: "/api/sessions/batch",
        payload: { sessions: {}, extra: 1 },
      });
      assert.equal(answer.body.detail, "2 values are not acceptable: extra, sessions.");
    });

    test("that crosses another one in the opposite order neither fails nor doubles", async () => {
      const sessions = Array.from({ length: 50 }, () => sessionInput({ id: uniqueId() }));
      const answers = await Promise.all([
        batch(sessions),
        batch(sessions.toReversed()),
        batch(sessions),
        batch(sessions.toReversed()),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200, 200],
      );
      const created = answers.reduce((sum, { body }) => sum + Number(body.created), 0);
      assert.equal(created, 50);
      assert.equal((await stored()).length, 50);
    });
  });

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
      service.clock.advance(60_000);
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
        [{ end: "2026-03-02T10:00:00+01:00", duration_minutes: 30 }, "end"],
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
      const answer = await service.request({
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
        const answer = await service.request({ method, url, ...(payload && { payload }) });
        assert.equal(answer.statusCode, 404);
        assert.equal(answer.json().code, "session_not_found");
      }
      assert.equal((await get("/api/sessions/none")).status, 400);
    });

    test("is what was deleted", async () => {
      const url = `/api/sessions/${(await post(sessionInput())).json().id}`;
      const answer = await service.request({ method: "DELETE", url });
      assert.equal(answer.statusCode, 204);
      assert.equal(answer.body, "");
      assert.equal((await get(url)).status, 404);
      assert.equal((await service.request({ method: "DELETE", url })).statusCode, 404);
    });
  });

  describe("deleting everything", () => {
    test("must be said in so many words, and says how many there were", async () => {
      await batch([sessionInput(), sessionInput()]);
      for (const query of ["", "?confirm=yes", "?confirm="]) {
        const { status } = await service.json({ method: "DELETE", url: `/api/sessions${query}` });
        assert.equal(status, 400);
      }
      assert.equal((await stored()).length, 2);
      const url = "/api/sessions?confirm=delete-all";
      assert.deepEqual((await service.json({ method: "DELETE", url })).body, { deleted: 2 });
      assert.deepEqual(await stored(), []);
    });
  });
});
