import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { test } from "node:test";
import { redisNode } from "../../../../src/adapters/redis/redis-node.ts";
import { subscribe } from "../../../../src/adapters/redis/redis-subscription.ts";

const listener = { onMessage() {}, onReady() {} };

for (const [what, openAndClose] of [
  ["a node", (url: string) => redisNode({ url }).close()],
  ["a subscription", (url: string) => subscribe(() => ({ url }), "news", listener).close()],
] as const) {
  test(`${what} that is closed while it connects does not stay connected`, async () => {
    await using server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    openAndClose(`redis://127.0.0.1:${address.port}`);
    const [socket]: Socket[] = await once(server, "connection");
    socket?.on("error", () => {}).resume();
    if (socket?.closed === false)
      await once(socket, "close", { signal: AbortSignal.timeout(1500) });
  });
}
