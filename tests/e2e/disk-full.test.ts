import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { writeBackup } from "../../src/db/backup/backup-file.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { openTestSqlite } from "../support/databases.ts";
import { openSmallDisk } from "../support/small-disk.ts";

/** Room for the schema, and not for much more. */
const MEGABYTES = 6;
/** Less than a batch of an import takes, more than a page of the log. */
const LITTLE = 64 * 1024;
const HOUR_MS = 3_600_000;

const disk = openSmallDisk(MEGABYTES);

let hour = 0;
const nextSession = () =>
  sessionInput({ start: new Date(Date.UTC(2020, 0, 1) + hour++ * HOUR_MS).toISOString() });

describe("a full disk under SQLite", { skip: disk === undefined }, () => {
  let service: TestApp;
  const url = `file:${join(disk?.path ?? "", "pomodoro.db")}`;

  before(async () => {
    service = await openTestApp({ url });
  });
  after(async () => {
    await service.close();
    disk?.close();
  });

  async function count(): Promise<number> {
    return service.dependencies.sessions.count("default");
  }

  const batch = (size: number) => ({
    method: "POST" as const,
    url: "/api/sessions/batch",
    payload: { sessions: Array.from({ length: size }, nextSession) },
  });

  test("refuses what does not fit, whole, answers questions, and goes on when there is room", async () => {
    assert.equal((await service.request(batch(10))).statusCode, 200);
    disk?.fill(LITTLE);
    const key = { "idempotency-key": "while-full" };
    const sent = { ...batch(1000), headers: key };
    const refused = await service.request(sent);
    assert.equal(refused.statusCode, 507, refused.body);
    assert.equal(refused.json().code, "storage_full");
    assert.ok(Number(refused.headers["retry-after"]) > 0);
    assert.equal(await count(), 10, "nothing of it is stored");
    const czech = await service.request({ ...sent, headers: { ...key, "accept-language": "cs" } });
    assert.match(czech.json().detail, /Disk s databází je plný/);

    for (const asked of ["/api/sessions", "/api/prediction/today", "/readyz"]) {
      assert.equal((await service.request({ url: asked })).statusCode, 200, asked);
    }
    assert.match(service.logText(), /"event_type":"DB_ERROR".*storage_full/);

    disk?.free();
    const again = await service.request(sent);
    assert.equal(again.statusCode, 200, again.body);
    assert.equal(again.headers["idempotency-replayed"], undefined, "the refused one left no trace");
    assert.equal(await count(), 1010);
  });

  test("ends an import between two batches, and the rest is added when it is sent again", async () => {
    const before = await count();
    const rows = Array.from({ length: 20_000 }, () => `${nextSession().start},25`);
    const payload = `start,duration_minutes\n${rows.join("\n")}\n`;
    const sent = {
      ...{ method: "POST", url: "/api/sessions/import", payload },
      headers: { "content-type": "text/csv" },
    } as const;
    disk?.fill(2 * 2 ** 20);
    const refused = await service.request(sent);
    assert.equal(refused.statusCode, 507, refused.body.slice(0, 500));
    const stored = (await count()) - before;
    assert.ok(stored > 0 && stored < rows.length, `${stored} rows`);
    assert.equal(stored % 1000, 0, "whole batches");
    disk?.free();
    const [first, last] = [rows.slice(0, stored), rows.slice(stored, stored + 1000)];
    const rest = `start,duration_minutes\n${[...first, ...last].join("\n")}\n`;
    const { body } = await service.json({ ...sent, payload: rest });
    assert.deepEqual([body.imported, body.unchanged], [last.length, first.length]);
  });

  test("loses nothing when the log cannot be copied into the database", async () => {
    const before = await count();
    disk?.fill(0);
    assert.ok(statSync(join(disk?.path ?? "", "pomodoro.db-wal")).size > 0);
    await service.close();
    disk?.free();
    service = await openTestApp({ url });
    assert.equal(await count(), before);
  });

  test("leaves no half of a backup", async () => {
    const other = await openTestSqlite();
    disk?.fill(0);
    const target = join(disk?.path ?? "", "full.backup");
    await assert.rejects(writeBackup(other.database, target), { code: "ENOSPC" });
    disk?.free();
    assert.deepEqual(
      readdirSync(disk?.path ?? "").filter((name) => name.startsWith("full.backup")),
      [],
    );
    await writeBackup(other.database, target);
    await other.close();
  });
});
