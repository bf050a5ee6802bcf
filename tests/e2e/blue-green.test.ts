import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sessionRepository } from "../../src/repositories/session-repository.ts";
import { openZone } from "../../src/time/zone.ts";
import { cliFolder } from "../support/cli.ts";
import { describePostgres, openTestPostgres } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { openHealthProxy } from "../support/health-proxy.ts";
import { openLine } from "../support/line.ts";

const folder = cliFolder();
after(() => folder[Symbol.dispose]());

const CLIENTS = 12;

describePostgres(() => {
  test("a new server takes over from an old one under load, and no request fails", async () => {
    const database = await openTestPostgres();
    const env = {
      DATABASE_URL: database.url,
      WORKERS: "1",
      POMODORO_DATABASE_POOL_SIZE: "5",
      // Several times as long as the proxy takes to look.
      POMODORO_DRAIN_DELAY_MS: "800",
    };
    const proxy = await openHealthProxy();
    const blue = await folder.serve([], env);
    proxy.add(blue.address);
    await eventually("blue is ready", () => proxy.ready.size === 1, 5000);

    let isOver = false;
    let asked = 0;
    let stored = 0;
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      const line = openLine(proxy.address);
      for (let round = 0; !isOver; round++) {
        const isWriter = client % 3 === 0;
        const answer = isWriter
          ? await line.ask("/api/sessions", sessionNumber(client * 10_000 + round))
          : await line.ask("/api/prediction/today");
        assert.equal(answer.status, isWriter ? 201 : 200, answer.body);
        asked += 1;
        if (isWriter) stored += 1;
      }
      line.close();
    });
    const load = Promise.all(clients).finally(() => {
      isOver = true;
    });
    const reach = (count: number) =>
      eventually("requests are answered", () => isOver || asked >= count, 10_000);

    try {
      await reach(30);
      const green = await folder.serve([], env);
      proxy.add(green.address);
      await eventually("both are ready", () => isOver || proxy.ready.size === 2, 5000);
      await reach(asked + 60);
      const goneBlue = await blue.stop();
      assert.equal(goneBlue, 0);
      assert.deepEqual([...proxy.ready], [green.address]);
      await reach(asked + 60);
      isOver = true;
      await load;
      assert.equal(await green.stop(), 0);
    } finally {
      isOver = true;
      await load.catch(() => {});
      await proxy.close();
    }
    const { executor, kind } = database.database;
    const sessions = sessionRepository(executor, kind, () => openZone("Europe/Prague"));
    assert.equal(await sessions.count("default"), stored, "what was acknowledged is stored once");
    await database.close();
  });
});

function sessionNumber(number: number): { method: string; body: object } {
  const start = new Date(Date.parse("2024-01-01T00:00:00Z") + number * 60_000).toISOString();
  return { method: "POST", body: { start, duration_minutes: 25 } };
}
