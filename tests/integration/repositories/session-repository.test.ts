import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { NewSession, Session } from "../../../src/domain/session.ts";
import {
  type SessionRepository,
  sessionRepository,
} from "../../../src/repositories/session-repository.ts";
import { openZone } from "../../../src/time/zone.ts";
import { newSession, uniqueId } from "../../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

const prague = openZone("Europe/Prague");
const NOW_MS = Date.parse("2026-03-02T12:00:00.123Z");
const LATER_MS = NOW_MS + 60_000;

function stored(session: NewSession): Session {
  return {
    ...session,
    endedAtMs: session.startedAtMs + session.durationSeconds * 1000,
    createdAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
  };
}

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  let sessions: SessionRepository;
  before(async () => {
    opened = await open();
    sessions = sessionRepository(opened.database.executor, name, () => prague);
  });
  after(() => opened.close());

  test("a stored session is read back exactly", async () => {
    const session = newSession({ rating: 77.35, task: "péče", notes: "first\n'second'\t\\" });
    assert.deepEqual(await sessions.insert([session], NOW_MS), new Set([session.id]));
    assert.deepEqual(await sessions.find("default", session.id), stored(session));
  });

  test("unrated stays unrated, a rating of 0 stays a rating, empty text stays empty", async () => {
    const unrated = newSession({ rating: null, task: null, notes: null });
    const zero = newSession({ rating: 0, task: "", notes: "" });
    await sessions.insert([unrated, zero], NOW_MS);
    assert.deepEqual(await sessions.find("default", unrated.id), stored(unrated));
    assert.deepEqual(await sessions.find("default", zero.id), stored(zero));
  });

  test("a session with an existing id stays unchanged, and its id is not among the new ones", async () => {
    const first = newSession({ category: "first" });
    const second = newSession();
    await sessions.insert([first], NOW_MS);
    const again = { ...first, category: "second" };
    assert.deepEqual(await sessions.insert([again, second], LATER_MS), new Set([second.id]));
    assert.deepEqual(await sessions.find("default", first.id), stored(first));
  });

  test("a session with another user's id is not stored", async () => {
    const theirs = newSession({ userId: "ann" });
    await sessions.insert([theirs], NOW_MS);
    assert.deepEqual(await sessions.insert([{ ...theirs, userId: "ben" }], NOW_MS), new Set());
    assert.equal(await sessions.find("ben", theirs.id), undefined);
    assert.deepEqual(await sessions.find("ann", theirs.id), stored(theirs));
  });

  test("an id that occurs twice in a batch is stored once", async () => {
    const session = newSession({ userId: "twice" });
    assert.deepEqual(await sessions.insert([session, session], NOW_MS), new Set([session.id]));
    assert.equal(await sessions.count("twice"), 1);
  });

  test("a batch with an invalid session stores none", async () => {
    for (const wrong of [
      newSession({ durationSeconds: 0 }),
      newSession({ durationSeconds: 1.5 }),
      newSession({ startedAtMs: Number.NaN }),
      newSession({ startedAtMs: 8.64e15 }),
    ]) {
      const right = newSession({ userId: "whole" });
      await assert.rejects(sessions.insert([right, wrong], NOW_MS), RangeError);
    }
    const tooLong = newSession({ userId: "whole", preset: "p".repeat(51) });
    await assert.rejects(sessions.insert([newSession({ userId: "whole" }), tooLong], NOW_MS));
    assert.equal(await sessions.count("whole"), 0);
    assert.deepEqual(await sessions.insert([], NOW_MS), new Set());
  });

  test("a user cannot read, change or delete another user's session", async () => {
    const session = newSession({ userId: "ann" });
    await sessions.insert([session], NOW_MS);
    assert.equal(await sessions.find("ben", session.id), undefined);
    assert.deepEqual(await sessions.findMany("ben", [session.id]), []);
    assert.equal(await sessions.update("ben", session.id, { rating: 1 }, LATER_MS), undefined);
    assert.equal(await sessions.delete("ben", session.id), false);
    assert.deepEqual(await sessions.find("ann", session.id), stored(session));
  });

  test("an id that is no UUID finds no session", async () => {
    for (const id of ["", "x", "' or 1=1", uniqueId().toUpperCase().replace("0", "G")]) {
      assert.equal(await sessions.find("default", id), undefined);
      assert.equal(await sessions.update("default", id, {}, NOW_MS), undefined);
      assert.equal(await sessions.delete("default", id), false);
      assert.deepEqual(await sessions.findMany("default", [id]), []);
    }
  });

  test("several sessions are found by their ids", async () => {
    const three = [newSession(), newSession(), newSession()];
    await sessions.insert(three, NOW_MS);
    const ids = three.map((session) => session.id);
    const found = await sessions.findMany("default", [...ids, uniqueId()]);
    assert.deepEqual(found.map((session) => session.id).toSorted(), ids.toSorted());
  });

  test("a change affects only its own members", async () => {
    const session = newSession({ notes: "old", task: "old" });
    await sessions.insert([session], NOW_MS);
    const changes = [
      { rating: 12.5 },
      { rating: null },
      { category: "New", preset: "learning" },
      { task: null, notes: null },
      { completed: false },
      { durationSeconds: 61 },
      { startedAtMs: session.startedAtMs + 86_400_000 },
      { startedAtMs: session.startedAtMs, durationSeconds: 7200 },
      {},
    ];
    let expected = session;
    for (const [index, change] of changes.entries()) {
      expected = { ...expected, ...change };
      const changed = await sessions.update("default", session.id, change, LATER_MS);
      // The clock stands still here; the time of the last change rises all the same.
      assert.deepEqual(changed, { ...stored(expected), updatedAtMs: LATER_MS + index });
      assert.deepEqual(await sessions.find("default", session.id), changed);
    }
  });

  test("concurrent changes to different members are all kept", async () => {
    const session = newSession();
    await sessions.insert([session], NOW_MS);
    await Promise.all([
      sessions.update("default", session.id, { rating: 1 }, LATER_MS),
      sessions.update("default", session.id, { startedAtMs: session.startedAtMs + 1000 }, LATER_MS),
      sessions.update("default", session.id, { durationSeconds: 600 }, LATER_MS),
    ]);
    const found = await sessions.find("default", session.id);
    assert.equal(found?.rating, 1);
    assert.equal(found?.startedAtMs, session.startedAtMs + 1000);
    assert.equal(found?.durationSeconds, 600);
  });

  test("a deleted session is gone, and a second deletion returns false", async () => {
    const session = newSession();
    await sessions.insert([session], NOW_MS);
    assert.equal(await sessions.delete("default", session.id), true);
    assert.equal(await sessions.find("default", session.id), undefined);
    assert.equal(await sessions.delete("default", session.id), false);
  });

  test("deleting all sessions of a user keeps the other users'", async () => {
    await sessions.insert(
      [
        newSession({ userId: "leaver" }),
        newSession({ userId: "leaver" }),
        newSession({ userId: "stayer" }),
      ],
      NOW_MS,
    );
    assert.equal(await sessions.deleteAll("leaver"), 2);
    assert.equal(await sessions.deleteAll("leaver"), 0);
    assert.equal(await sessions.count("leaver"), 0);
    assert.equal(await sessions.count("stayer"), 1);
    assert.ok((await sessions.listUsers()).includes("stayer"));
    assert.ok(!(await sessions.listUsers()).includes("leaver"));
  });

  test("users are listed once each, sorted", async () => {
    const users = await sessions.listUsers();
    assert.deepEqual(users, [...new Set(users)].toSorted());
  });

  test("a failed transaction stores no session", async () => {
    const session = newSession();
    const work = opened.database.transaction(async (tx) => {
      const inside = sessionRepository(tx, name, () => prague);
      await inside.insert([session], NOW_MS);
      await inside.update("default", session.id, { rating: 3 }, NOW_MS);
      assert.equal((await inside.find("default", session.id))?.rating, 3);
      throw new Error("no");
    });
    await assert.rejects(work, /no/);
    assert.equal(await sessions.find("default", session.id), undefined);
  });

  test("plain SQL updates updated_at too", async () => {
    const session = newSession();
    await sessions.insert([session], NOW_MS);
    const { executor } = opened.database;
    await sql`update sessions set task = 'by hand' where user_id = 'default'`.execute(executor);
    const found = await sessions.find("default", session.id);
    assert.ok(found !== undefined && found.updatedAtMs > NOW_MS);
    assert.equal(found.createdAtMs, NOW_MS);
  });
});
