import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { NewSession } from "../../../src/domain/session.ts";
import { InvalidCursorError } from "../../../src/repositories/errors.ts";
import {
  type SessionFilter,
  type SessionRepository,
  sessionRepository,
} from "../../../src/repositories/session-repository.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { openZone } from "../../../src/time/zone.ts";
import { newSession } from "../../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

const prague = openZone("Europe/Prague");
const day = (text: string) => parseDay(text) ?? 0;
const at = (start: string, parts: Partial<NewSession> = {}) =>
  newSession({ startedAtMs: Date.parse(start), ...parts });

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  let sessions: SessionRepository;
  before(async () => {
    opened = await open();
    sessions = sessionRepository(opened.database.executor, name, () => prague);
  });
  after(() => opened.close());

  async function listAll(userId: string, filter: SessionFilter, limit: number): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await sessions.list(userId, filter, {
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      assert.ok(page.sessions.length <= limit);
      ids.push(...page.sessions.map((session) => session.id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return ids;
  }

  test("a text is searched in task, notes and category case-insensitively, without wildcards", async () => {
    const four = [
      at("2026-03-02T10:00:00Z", { userId: "text", task: "Write 50% of_it" }),
      at("2026-03-02T11:00:00Z", { userId: "text", notes: "a long\nWRITE-up" }),
      at("2026-03-02T12:00:00Z", { userId: "text", category: "Rewriting" }),
      at("2026-03-02T13:00:00Z", { userId: "text", task: "back\\slash" }),
    ];
    await sessions.insert(four, 0);
    const found = async (text: string) => (await listAll("text", { text }, 2)).length;
    for (const [text, count] of [
      ["wRiT", 3],
      ["0% of_", 1],
      ["%", 1],
      ["_", 1],
      ["\\", 1],
      ["'", 0],
    ] as const) {
      assert.equal(await found(text), count, text);
    }
  });

  test("the newest end comes first; equal ends are ordered by id", async () => {
    const three = [
      at("2026-03-01T10:00:00Z", { userId: "order" }),
      at("2026-03-02T10:00:00Z", { userId: "order" }),
      at("2026-03-02T10:00:00Z", { userId: "order" }),
      at("2026-02-28T10:00:00.001Z", { userId: "order" }),
      at("2026-02-28T10:00:00Z", { userId: "order" }),
    ];
    await sessions.insert(three, 0);
    const expected = three
      .toSorted((a, b) => b.startedAtMs - a.startedAtMs || (a.id < b.id ? 1 : -1))
      .map((session) => session.id);
    for (const limit of [1, 2, 3, 5, 100]) {
      assert.deepEqual(await listAll("order", {}, limit), expected);
    }
  });

  test("a full last page has no next one", async () => {
    await sessions.insert([at("2026-03-01T10:00:00Z", { userId: "full" })], 0);
    const page = await sessions.list("full", {}, { limit: 1 });
    assert.equal(page.sessions.length, 1);
    assert.ok(!("nextCursor" in page));
    assert.deepEqual(await sessions.list("nobody", {}, { limit: 1 }), { sessions: [] });
  });

  test("each filter selects the matching sessions", async () => {
    const userId = "filters";
    const all = {
      early: at("2026-03-01T10:00:00Z", { userId, category: "SOAP" }),
      night: at("2026-03-01T22:40:00Z", { userId, preset: "learning" }),
      failed: at("2026-03-02T10:00:00Z", { userId, completed: false }),
      unrated: at("2026-03-03T10:00:00Z", { userId, rating: null }),
      zero: at("2026-03-04T10:00:00Z", { userId, rating: 0, category: "SOAP" }),
    };
    await sessions.insert(Object.values(all), 0);
    const names = async (filter: SessionFilter) => {
      const ids = await listAll(userId, filter, 2);
      return ids.map((id) => Object.entries(all).find(([, session]) => session.id === id)?.[0]);
    };
    assert.deepEqual(await names({}), ["zero", "unrated", "failed", "night", "early"]);
    // The night session ended on 2 March.
    assert.deepEqual(await names({ fromDay: day("2026-03-02") }), [
      "zero",
      "unrated",
      "failed",
      "night",
    ]);
    assert.deepEqual(await names({ toDay: day("2026-03-01") }), ["early"]);
    assert.deepEqual(await names({ fromDay: day("2026-03-02"), toDay: day("2026-03-03") }), [
      "unrated",
      "failed",
      "night",
    ]);
    assert.deepEqual(await names({ category: "SOAP" }), ["zero", "early"]);
    assert.deepEqual(await names({ preset: "learning" }), ["night"]);
    assert.deepEqual(await names({ completed: false }), ["failed"]);
    assert.deepEqual(await names({ completed: true, category: "SOAP" }), ["zero", "early"]);
    assert.deepEqual(await names({ rated: false }), ["unrated"]);
    assert.deepEqual(await names({ rated: true, fromDay: day("2026-03-03") }), ["zero"]);
  });

  test("a cursor used with another filter never leaves that filter", async () => {
    const userId = "mixed";
    await sessions.insert(
      ["01", "02", "03", "04"].map((date) => at(`2026-03-${date}T10:00:00Z`, { userId })),
      0,
    );
    const { nextCursor } = await sessions.list(userId, {}, { limit: 1 });
    assert.ok(nextCursor);
    const page = await sessions.list(
      userId,
      { toDay: day("2026-03-02") },
      { limit: 10, cursor: nextCursor },
    );
    assert.equal(page.sessions.length, 2);
  });

  test("a cursor that was not issued is refused", async () => {
    const forged = (text: string) => Buffer.from(text).toString("base64url");
    for (const cursor of [
      "",
      "x",
      "%%%",
      forged("2026-03-02 10:00:00"),
      forged("2026-03-02 10:00:00 not-an-id"),
      forged("2026-03-02 10:00:00 00000000-0000-4000-8000-000000000001 and more"),
      `${forged("2026-03-02 10:00:00 00000000-0000-4000-8000-000000000001")}\n`,
    ]) {
      await assert.rejects(sessions.list("default", {}, { limit: 1, cursor }), InvalidCursorError);
    }
    // Well-formed, but no such day: an error of the database on PostgreSQL unless it is caught before.
    const impossible = forged("2026-13-45 10:00:00 00000000-0000-4000-8000-000000000001");
    await assert.rejects(
      sessions.list("default", {}, { limit: 1, cursor: impossible }),
      InvalidCursorError,
    );
  });

  test("paging during concurrent writes shows every session once", async () => {
    const userId = "busy";
    const mine = Array.from({ length: 60 }, (_, index) =>
      at("2026-03-02T08:00:00Z", {
        userId,
        startedAtMs: Date.parse("2026-03-02T08:00:00Z") + Math.floor(index / 3) * 60_000,
      }),
    );
    await sessions.insert(mine, 0);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await sessions.list(userId, {}, { limit: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...page.sessions.map((session) => session.id));
      cursor = page.nextCursor;
      // Before, between and after everything that is being paged through.
      await sessions.insert(
        ["2026-03-01T08:00:00Z", "2026-03-02T08:10:30Z", "2026-03-03T08:00:00Z"].map((start) =>
          at(start, { userId }),
        ),
        0,
      );
    } while (cursor !== undefined);
    assert.equal(new Set(seen).size, seen.length);
    const ids = new Set(mine.map((session) => session.id));
    assert.equal(seen.filter((id) => ids.has(id)).length, mine.length);
  });

  test("both streams return every session in range once, oldest end first", async () => {
    const userId = "stream";
    const start = Date.parse("2026-01-01T08:00:00Z");
    // More than one chunk of either stream, with equal ends across the borders.
    const many = Array.from({ length: 4500 }, (_, index) =>
      newSession({ userId, startedAtMs: start + Math.floor(index / 7) * 3_600_000 }),
    );
    for (let from = 0; from < many.length; from += 1500) {
      await sessions.insert(many.slice(from, from + 1500), 5);
    }
    const range = { fromDay: day("2026-01-03"), toDay: day("2026-01-27") };
    const expected = many
      .map((session) => ({
        ...session,
        endedAtMs: session.startedAtMs + session.durationSeconds * 1000,
        createdAtMs: 5,
        updatedAtMs: 5,
      }))
      .toSorted((a, b) => a.endedAtMs - b.endedAtMs || (a.id < b.id ? -1 : 1));
    const inRange = expected.filter((session) => {
      const ended = prague.localAt(session.endedAtMs).day;
      return ended >= range.fromDay && ended <= range.toDay;
    });
    assert.ok(inRange.length > 4000 && inRange.length < many.length);
    assert.deepEqual(await collect(sessions.stream(userId, {})), expected);
    assert.deepEqual(await collect(sessions.stream(userId, range)), inRange);
    assert.deepEqual(
      await collect(sessions.streamForLearning(userId, range)),
      inRange.map((session) => ({
        id: session.id,
        startedAtMs: session.startedAtMs,
        endedAtMs: session.endedAtMs,
        durationSeconds: session.durationSeconds,
        preset: session.preset,
        category: session.category,
        rating: session.rating,
        completed: session.completed,
      })),
    );
    assert.deepEqual(await collect(sessions.stream("nobody", {})), []);
    assert.equal(await sessions.deleteAll(userId), many.length);
    assert.equal(await sessions.count(userId), 0);
  });

  test("other queries run during a long stream", async () => {
    const userId = "patient";
    await sessions.insert(
      Array.from({ length: 3000 }, () => newSession({ userId })),
      0,
    );
    let turns = 0;
    const clockwork = setInterval(() => {
      turns += 1;
    }, 0);
    const before = turns;
    let chunks = 0;
    for await (const _ of sessions.stream(userId, {})) {
      chunks += 1;
      // Busy with the chunk for longer than the clockwork's period.
      for (let end = performance.now() + 5; performance.now() < end; );
    }
    clearInterval(clockwork);
    assert.ok(chunks >= 3);
    assert.ok(turns > before);
  });
});

async function collect<T>(chunks: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const chunk of chunks) all.push(...chunk);
  return all;
}
