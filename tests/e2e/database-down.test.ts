import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { describePostgres, type OpenedDatabase, openTestPostgres } from "../support/databases.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";

describePostgres(() => {
  let database: OpenedDatabase;
  let proxy: TcpProxy;
  let service: TestApp;

  before(async () => {
    database = await openTestPostgres();
    const url = new URL(database.url);
    proxy = await openTcpProxy(url.hostname, Number(url.port || 5432));
    url.hostname = "127.0.0.1";
    url.port = String(proxy.port);
    service = await openTestApp({ url: url.href });
  });
  after(async () => {
    await service.close();
    await proxy.close();
    await database.close();
  });

  const reads = ["/api/sessions", "/api/wellness", "/api/wellness/2026-03-02"];
  const write = { method: "POST", url: "/api/sessions", payload: sessionInput() } as const;

  test("a database that is gone is an error, never an empty history", async () => {
    await service.request(write);
    await proxy.cut();
    for (const url of reads) {
      const answer = await service.request({ url });
      assert.equal(answer.statusCode, 503, `${url}: ${answer.body}`);
      assert.equal(answer.json().code, "database_unavailable");
      assert.match(String(answer.headers["retry-after"]), /^\d+$/);
      assert.doesNotMatch(answer.body, /127\.0\.0\.1|ECONN|postgres/);
    }
    assert.equal((await service.request(write)).statusCode, 503);
    const batch = { sessions: [sessionInput()] };
    const keyed = { "idempotency-key": "while-down" };
    const url = "/api/sessions/batch";
    const sent = { method: "POST", url, payload: batch, headers: keyed } as const;
    assert.equal((await service.request(sent)).statusCode, 503);
    assert.equal((await service.json({ url: "/readyz" })).status, 503);
    assert.equal((await service.json({ url: "/livez" })).status, 200);
    assert.match(service.logText(), /"level":"ERROR".*"event_type":"DB_ERROR"/);

    await proxy.mend();
    assert.equal((await service.json({ url: "/health" })).status, 200, "recovers without restart");
    const again = await service.request(sent);
    assert.equal(again.statusCode, 200);
    assert.equal(again.headers["idempotency-replayed"], undefined, "the failed one left no trace");
    const { sessions } = (await service.json({ url: "/api/sessions" })).body;
    assert.ok(Array.isArray(sessions));
    assert.equal(sessions.length, 2);
  });
});
