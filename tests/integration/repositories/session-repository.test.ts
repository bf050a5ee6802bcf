import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import type { NewSession } from "../../../src/schemas/session.ts";
import { openZone } from "../../../src/time/zone.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

const prague = openZone("Europe/Prague");

function newSession(parts: Partial<NewSession> = {}): NewSession {
  return {
    id: randomUUID(),
    userId: "default",
    startedAtMs: Date.parse("2026-03-02T08:00:00Z"),
    durationSeconds: 52 * 60,
    preset: "deep_work",
    category: "Other",
    task: null,
    rating: null,
    completed: true,
    notes: null,
    ...parts,
  };
}

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  before(async () => {
    opened = await open();
  });
  after(() => opened.close());

  test("what is stored is found again", async () => {
    const { database } = opened;
    const sessions = sessionRepository(database.executor, name, () => prague);
    const session = newSession({ rating: 77.35, task: "péče", notes: "ž\n'x'" });
    const inserted = await sessions.insert([session], 1000);
    assert.deepEqual([...inserted], [session.id]);
    assert.deepEqual(await sessions.find("default", session.id), {
      ...session,
      endedAtMs: session.startedAtMs + session.durationSeconds * 1000,
      createdAtMs: 1000,
      updatedAtMs: 1000,
    });
  });
});
