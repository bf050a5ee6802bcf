import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MAX_VALUES } from "../../src/http/hooks/parse-json.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { RawConnection } from "../support/raw-connection.ts";

const json = { "content-type": "application/json" };

describe("a request that is not quite one", () => {
  let service: TestApp;
  let port: number;

  before(async () => {
    service = await openTestApp();
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    port = Number(new URL(service.app.listeningOrigin).port);
  });
  after(() => service.close());

  test("is refused when a number in its query is written as nobody writes one, and names it", async () => {
    for (const text of [
      "%20",
      "",
      "0x10",
      "1e1",
      "%2B5",
      "5.0",
      "5%20",
      "0b1",
      "Infinity",
      "1_0",
    ]) {
      for (const [path, name] of [
        ["/api/sessions", "limit"],
        ["/api/cache/entries", "limit"],
        ["/api/recommendation", "current_hour"],
        ["/api/recommendation", "current_day"],
      ] as const) {
        const { status, body } = await service.json({ url: `${path}?${name}=${text}` });
        assert.equal(status, 400, `${path}?${name}=${text}`);
        assert.equal(Object(body.errors)[0].field, name);
      }
    }
    for (const text of ["5", "05"]) {
      const { status } = await service.json({ url: `/api/recommendation?current_hour=${text}` });
      assert.equal(status, 200);
    }
  });

  test("is answered with 417, ids and a line in the log when it expects what nobody knows", async () => {
    for (const start of ["GET /api/analysis", "GET /api/sessions", "POST /api/train", "GET /x"]) {
      const client = await RawConnection.open(port);
      const reply = await client.ask(`${start} HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\n\r\n`);
      client.socket.destroy();
      assert.equal(reply.status, 417);
      const problem = JSON.parse(reply.body);
      assert.equal(problem.code, "expectation_failed");
      assert.equal(problem.request_id, reply.headers.get("x-request-id"));
      assert.ok(service.logText().includes(problem.request_id));
    }
  });

  test("may have a hundred headers, on the fast path and through node:http alike", async () => {
    await service.app.inject("/api/analysis");
    for (const way of [[], ["Trailer: none"]]) {
      for (const [count, status] of [
        [100, 200],
        [101, 431],
        [2500, 431],
      ] as const) {
        const fields = Array.from({ length: count - 1 - way.length }, (_, i) => `${i}:`);
        const lines = ["GET /api/analysis HTTP/1.1", "Host: localhost", ...way, ...fields, "", ""];
        const client = await RawConnection.open(port);
        const reply = await client.ask(lines.join("\r\n"));
        client.socket.destroy();
        assert.equal(reply.status, status, `${count} headers`);
        if (status === 431) assert.equal(JSON.parse(reply.body).code, "headers_too_large");
      }
    }
  });

  test("is refused before it is read when its body consists of more values than any has", async () => {
    const members = Array.from({ length: MAX_VALUES + 1 }, (_, i) => [`m${i}`, 1]);
    for (const body of [Object.fromEntries(members), { sessions: members }, [members]]) {
      const payload = JSON.stringify(body);
      const sent = { method: "POST", url: "/api/sessions", payload, headers: json } as const;
      const answer = await service.json(sent);
      assert.equal(answer.status, 400);
      assert.deepEqual(Object(answer.body.errors)[0].code, "too_many_values");
    }
    // Commas in a text are no values, whatever is escaped in it.
    const notes = `\\" ${",[{".repeat(MAX_VALUES / 5)}`.slice(0, 5000);
    const payload = JSON.stringify({
      start: "2026-03-02T09:00:00Z",
      duration_minutes: 5,
      x: notes.repeat(8),
    });
    const answer = await service.json({
      method: "POST",
      url: "/api/sessions",
      payload,
      headers: json,
    });
    assert.deepEqual(
      Object(answer.body.errors).map(({ code }: { code: string }) => code),
      ["unknown"],
    );
  });

  test("is refused when null stands where an object may be left out", async () => {
    for (const url of ["/api/ai/analyze-patterns", "/api/ai/invalidate-cache"]) {
      const sent = { method: "POST", url } as const;
      assert.equal((await service.json(sent)).status, 200);
      assert.equal((await service.json({ ...sent, payload: "{}", headers: json })).status, 200);
      assert.equal((await service.json({ ...sent, payload: "null", headers: json })).status, 400);
    }
  });

  test("is described with its refusals, also on routes that need no body", async () => {
    const { body } = await service.json({ url: "/openapi.json" });
    for (const url of ["/api/train", "/api/cache/warm-up", "/api/cache/stats/reset"]) {
      const { responses } = Object(Object(body.paths)[url]).post;
      for (const status of ["400", "415"]) assert.ok(status in responses, `${url} ${status}`);
      const sent = { method: "POST", url } as const;
      assert.equal((await service.json({ ...sent, payload: "{", headers: json })).status, 400);
      const text = { "content-type": "text/plain" };
      assert.equal((await service.json({ ...sent, payload: "x", headers: text })).status, 415);
    }
  });
});
