import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { type SlowDisk, slowDisk } from "../support/slow-disk.ts";

/** How long a write waits for the disk: for longer than a test takes, and for no longer than it has to. */
const PATIENT_MS = 60_000;
const IMPATIENT_MS = 150;
/** A write is answered by then, on a busy machine too. */
const DEADLINE_MS = 5000;
const READS = ["/api/sessions", "/api/prediction/today", "/api/settings", "/readyz", "/livez"];

describe("a slow disk under SQLite", () => {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-slow-disk-"));
  const url = `file:${join(folder, "pomodoro.db")}`;
  let disk: SlowDisk;
  let service: TestApp;
  async function open(syncTimeoutMs: number): Promise<void> {
    disk = slowDisk();
    service = await openTestApp({
      url,
      overrides: { disk: { logFile: disk, syncTimeoutMs } },
    });
  }
  before(() => open(PATIENT_MS));
  after(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });

  let keys = 0;
  let hour = 0;
  const post = (key = `key-${++keys}`) => {
    const start = new Date(Date.UTC(2025, 0, 1, hour++)).toISOString();
    const payload = sessionInput({ start });
    const headers = { "idempotency-key": key };
    return { method: "POST" as const, url: "/api/sessions", payload, headers };
  };
  const count = () => service.dependencies.sessions.count("default");

  test("acknowledges nothing that it has not kept, and nobody else waits for it", async () => {
    disk.isSlow = true;
    let isAcknowledged = false;
    const writing = service.request(post()).then((answer) => {
      isAcknowledged = true;
      return answer;
    });
    for (const asked of READS) {
      assert.equal((await service.request({ url: asked })).statusCode, 200, asked);
    }
    assert.equal(isAcknowledged, false);
    disk.catchUp();
    assert.equal((await writing).statusCode, 201);
  });

  test("keeps the writes of many at once", async () => {
    disk.isSlow = true;
    const before = disk.syncs;
    const first = service.request(post());
    await eventually("the disk is asked", () => disk.syncs > before, DEADLINE_MS);
    const others = Array.from({ length: 10 }, () => service.request(post()));
    const stored = (await count()) + others.length;
    await eventually("all are written", async () => (await count()) >= stored, DEADLINE_MS);
    disk.catchUp();
    for (const answer of await Promise.all([first, ...others])) {
      assert.equal(answer.statusCode, 201);
    }
    assert.equal(disk.syncs - before, 2, "one for the first, one for all who came meanwhile");
  });

  test("that takes too long is 503 in time; then nothing is written, and it goes on when it is fast again", async () => {
    await service.close();
    await open(IMPATIENT_MS);
    const before = await count();
    disk.isSlow = true;
    const sent = post("slow");
    const askedMs = performance.now();
    const refused = await service.request(sent);
    assert.equal(refused.statusCode, 503, refused.body);
    assert.equal(refused.json().code, "database_unavailable");
    assert.ok(Number(refused.headers["retry-after"]) > 0);
    assert.ok(performance.now() - askedMs < DEADLINE_MS);
    assert.match(service.logText(), /"event_type":"DB_ERROR".*The disk has not confirmed/);

    // What was written may be kept yet; from here on nothing more is.
    const stored = await count();
    for (const write of [
      post(),
      { method: "DELETE" as const, url: "/api/sessions?confirm=delete-all" },
    ]) {
      assert.equal((await service.request(write)).statusCode, 503);
    }
    assert.equal(await count(), stored);
    for (const asked of READS) {
      assert.equal((await service.request({ url: asked })).statusCode, 200, asked);
    }

    disk.catchUp();
    const again = await service.request(sent);
    assert.equal(again.statusCode, 201, again.body);
    assert.equal(await count(), before + 1, "once");
  });

  test("does not acknowledge a repetition before the first is kept", async () => {
    disk.isSlow = true;
    const sent = post("twice");
    const answers = [service.request(sent), service.request(sent)];
    assert.deepEqual(
      (await Promise.all(answers)).map(({ statusCode }) => statusCode),
      [503, 503],
    );
    disk.catchUp();
    assert.equal((await service.request(sent)).statusCode, 201);
  });

  test("that fails to keep what was written is not written to again before a start", async () => {
    disk.isSlow = true;
    const before = disk.syncs;
    const writing = service.request(post());
    await eventually("the disk is asked", () => disk.syncs > before, DEADLINE_MS);
    disk.fail(Object.assign(new Error("EIO"), { code: "EIO" }));
    disk.catchUp();
    assert.equal((await writing).statusCode, 503);
    assert.equal((await service.request(post())).statusCode, 503);
    assert.equal((await service.request({ url: "/api/sessions" })).statusCode, 200);
    await service.close();
    await open(PATIENT_MS);
    assert.equal((await service.request(post())).statusCode, 201);
  });
});
