import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sessionInput, uniqueId } from "../support/builders.ts";
import { forEachDatabase } from "../support/databases.ts";
import { sessionClient } from "../support/session-client.ts";

forEachDatabase((_name, open) => {
  const { post, batch, stored, refused, service } = sessionClient(open);

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
      const read = await service().request({ url: `/api/sessions/${id.toUpperCase()}` });
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
      service().clock.advance(60_000);
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
        "a length longer than from start to end",
        { start: "2026-03-02T08:00:00Z", end: "2026-03-02T09:00:00Z", duration_minutes: 62 },
        ["duration_minutes disagreement"],
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
      const answer = await service().json({
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
});
