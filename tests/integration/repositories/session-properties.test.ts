import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import type { NewSession } from "../../../src/domain/session.ts";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import { versionRepository } from "../../../src/repositories/version-repository.ts";
import { type EpochDay, formatDay, parseDay } from "../../../src/time/calendar.ts";
import { openZone } from "../../../src/time/zone.ts";
import { codePoint } from "../../support/code-point.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

const ZONES = ["Europe/Prague", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"];

/** Text that both databases can hold: well-formed, without the NUL that PostgreSQL refuses. */
function text(maxLength: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: codePoint, maxLength })
    .map((value) => value.replaceAll("\0", "0").toWellFormed());
}

const newSession: fc.Arbitrary<NewSession> = fc.record({
  id: fc.noShrink(fc.constant(0)).map(() => randomUUID()),
  userId: fc.constantFrom("default", "ann", "žofie"),
  startedAtMs: fc.integer({
    min: Date.parse("1950-01-01T00:00:00Z"),
    max: Date.parse("2100-01-01T00:00:00Z"),
  }),
  durationSeconds: fc.oneof(
    fc.integer({ min: 1, max: 4 * 3600 }),
    fc.integer({ min: 1, max: 2_000_000 }),
  ),
  preset: text(50),
  category: text(100),
  task: fc.option(text(200)),
  rating: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
  completed: fc.boolean(),
  notes: fc.option(text(500)),
});

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  before(async () => {
    opened = await open();
  });
  after(() => opened.close());

  test("every stored session is read back exactly, in any zone", async () => {
    const batch = fc.array(newSession, { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(batch, fc.constantFrom(...ZONES), async (sessions, zone) => {
        const repository = sessionRepository(opened.database.executor, name, () => openZone(zone));
        await repository.insert(sessions, 1_700_000_000_001);
        for (const session of sessions) {
          assert.deepEqual(await repository.find(session.userId, session.id), {
            ...session,
            endedAtMs: session.startedAtMs + session.durationSeconds * 1000,
            createdAtMs: 1_700_000_000_001,
            updatedAtMs: 1_700_000_000_001,
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  /**
   * What the version feed promises the profiles: after any writes, the first changed day is not later than
   * the first day whose rows differ, and the version has risen if any do.
   */
  test("no write of any kind changes a day before the first changed day", async () => {
    const { executor } = opened.database;
    const versions = versionRepository(executor, name);
    await sql`delete from sessions`.execute(executor);

    const id = fc.integer({ min: 1, max: 6 });
    const date = fc.integer({ min: 20_000, max: 20_012 });
    const owner = fc.constantFrom("default", "ann");
    const write = fc.oneof(
      fc.record({ kind: fc.constant("insert" as const), id, date, owner }),
      fc.record({ kind: fc.constant("upsert" as const), id, date, owner }),
      fc.record({ kind: fc.constant("replace" as const), id, date, owner }),
      fc.record({ kind: fc.constant("move" as const), id, date, owner }),
      fc.record({ kind: fc.constant("renumber" as const), id, date: id, owner }),
      fc.record({ kind: fc.constant("rate" as const), id, date, owner }),
      fc.record({ kind: fc.constant("delete" as const), id, date, owner }),
      fc.record({ kind: fc.constant("deleteFrom" as const), id, date, owner }),
    );
    const uuid = (n: number) => `'00000000-0000-4000-8000-00000000000${n}'`;
    const statementOf = (step: typeof write extends fc.Arbitrary<infer T> ? T : never): string => {
      const values = `(id, user_id, date) values (${uuid(step.id)}, '${step.owner}', '${formatDay(step.date)}')`;
      const replace = name === "sqlite" ? "insert or replace" : "insert";
      switch (step.kind) {
        case "insert":
          return `insert into sessions ${values} on conflict do nothing`;
        case "upsert":
          return `insert into sessions ${values} on conflict (id) do update
            set date = excluded.date, user_id = excluded.user_id`;
        case "replace":
          return `${replace} into sessions ${values} ${name === "sqlite" ? "" : "on conflict do nothing"}`;
        case "move":
          return `update sessions set date = '${formatDay(step.date)}', user_id = '${step.owner}' where id = ${uuid(step.id)}`;
        case "renumber":
          return name === "sqlite"
            ? `update or replace sessions set id = ${uuid(step.date)} where id = ${uuid(step.id)}`
            : "select 1";
        case "rate":
          return `update sessions set productivity_rating = ${step.date % 100} where user_id = '${step.owner}'`;
        case "delete":
          return `delete from sessions where id = ${uuid(step.id)}`;
        case "deleteFrom":
          return `delete from sessions where date >= '${formatDay(step.date)}'`;
      }
    };

    /** Each user's days with a fingerprint of their rows. */
    async function daysOf(userId: string): Promise<Map<EpochDay, string>> {
      const { rows } = await sql<{ id: string; date: string; rating: string | null }>`
        select cast(id as text) as id, cast(date as text) as date,
          cast(productivity_rating as text) as rating
        from sessions where user_id = ${userId} order by id`.execute(executor);
      const days = new Map<EpochDay, string>();
      for (const row of rows) {
        const day = parseDay(row.date) ?? 0;
        days.set(day, `${days.get(day) ?? ""}|${row.id} ${row.rating}`);
      }
      return days;
    }

    await fc.assert(
      fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 4 }), async (steps) => {
        const users = ["default", "ann"];
        const before = await Promise.all(
          users.map(async (user) => ({
            user,
            version: await versions.read(user),
            days: await daysOf(user),
          })),
        );
        for (const step of steps) {
          await sql.raw(statementOf(step)).execute(executor);
        }
        for (const { user, version, days } of before) {
          const now = await daysOf(user);
          const differing = [...new Set([...days.keys(), ...now.keys()])].filter(
            (day) => days.get(day) !== now.get(day),
          );
          if (differing.length === 0) continue;
          assert.ok((await versions.read(user)) > version);
          const firstChanged = await versions.firstChangedDay(user, version, "session");
          assert.ok(firstChanged !== undefined && firstChanged <= Math.min(...differing));
        }
      }),
      { numRuns: 150 },
    );
  });
});
