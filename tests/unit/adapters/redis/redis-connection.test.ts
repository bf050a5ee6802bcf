import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { connectRedis } from "../../../../src/adapters/redis/connect-redis.ts";

const listener = { onMessage() {}, onReady() {} };

for (const [what, scheme, isListening] of [
  ["a server's connection", "redis", false],
  ["a subscription", "redis", true],
  ["a cluster's connection", "redis-cluster", false],
] as const) {
  test(`${what} that is closed while it connects does not stay connected`, async () => {
    await using server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const sockets: Socket[] = [];
    server.on("connection", (socket: Socket) => {
      sockets.push(socket.on("error", () => {}).resume());
    });
    const arrival = () => once(server, "connection", { signal: AbortSignal.timeout(1500) });
    const connection = connectRedis(`${scheme}://127.0.0.1:${address.port}`);
    const subscription = isListening ? connection.subscribe("news", listener) : undefined;
    const first = arrival();
    if (!isListening) await first;
    first.catch(() => {});
    subscription?.close();
    connection.close();
    // What was on its way has arrived when this one has.
    const last = arrival();
    const probe = connect(address.port, "127.0.0.1").on("error", () => {});
    await last;
    probe.destroy();
    for (const socket of sockets) {
      if (!socket.closed) await once(socket, "close", { signal: AbortSignal.timeout(1500) });
    }
  });
}
