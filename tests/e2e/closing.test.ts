import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { openTestApp } from "../support/app.ts";

test("a server that closes answers the requests it has, and tells its clients to leave", async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const service = await openTestApp({
    change: (dependencies) => ({
      ...dependencies,
      sessionService: {
        ...dependencies.sessionService,
        async list() {
          ask();
          await released;
          return { sessions: [], next_cursor: null };
        },
      },
    }),
  });
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  const port = Number(new URL(service.app.listeningOrigin).port);
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk) => {
    received += chunk;
  });
  socket.write("GET /api/sessions HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await asked;

  const closed = service.close();
  while (!service.dependencies.healthService.isDraining()) await nextTurn();
  release();
  await once(socket, "close");
  await closed;
  assert.match(received, /^HTTP\/1\.1 200 /);
  assert.match(
    received,
    /\r\nconnection: close\r\n/i,
    "or the next request would meet a closed line",
  );
  assert.match(received, /"next_cursor":null/);
});

test("while it drains, a server still takes new connections, and ends each with its answer", async () => {
  const service = await openTestApp();
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  const url = `${service.app.listeningOrigin}/api/sessions`;
  try {
    assert.equal((await fetch(url)).headers.get("connection"), "keep-alive");
    service.dependencies.healthService.drain();
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("connection"), "close");
  } finally {
    await service.close();
  }
});
