import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { after, describe, test } from "node:test";
import { pingRedis } from "../../../../src/adapters/redis/redis-ping.ts";

const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close();
});

/** A Redis that answers like this to what it is sent; `undefined` is silence. */
async function fakeRedis(answer: (sent: string) => string | undefined): Promise<string> {
  const server = createServer((socket) => {
    socket.setEncoding("utf8").on("data", (sent: string) => {
      const text = answer(sent);
      if (text !== undefined) socket.write(text);
    });
    socket.on("error", () => {});
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return `127.0.0.1:${address.port}`;
}

describe("pinging a Redis", () => {
  test("sends only PING without a password", async () => {
    let received = "";
    const place = await fakeRedis((sent) => {
      received += sent;
      return "+PONG\r\n";
    });
    await pingRedis(`redis://${place}`, 1000);
    assert.equal(received, "*1\r\n$4\r\nPING\r\n");
  });

  test("authenticates with the decoded user and password of the URL", async () => {
    let received = "";
    const place = await fakeRedis((sent) => {
      received += sent;
      return "+OK\r\n+PONG\r\n";
    });
    await pingRedis(`redis://ann:p%40ss@${place}/2`, 1000);
    assert.equal(received, "*3\r\n$4\r\nAUTH\r\n$3\r\nann\r\n$4\r\np@ss\r\n*1\r\n$4\r\nPING\r\n");
  });

  test("fails with Redis's own message after a refusal", async () => {
    const place = await fakeRedis(() => "-NOAUTH Authentication required.\r\n");
    await assert.rejects(pingRedis(`redis://${place}`, 1000), /^Error: NOAUTH Authentication/);
  });

  test("recognises another server on that port, even one that sends data without end", async () => {
    const http = await fakeRedis(() => "HTTP/1.1 400 Bad Request\r\n\r\n");
    await assert.rejects(pingRedis(`redis://${http}`, 1000), /not a Redis/);
    const chatty = await fakeRedis(() => "x".repeat(10_000));
    await assert.rejects(pingRedis(`redis://${chatty}`, 1000), /not a Redis/);
  });

  test("fails at the deadline when no reply arrives", async () => {
    const place = await fakeRedis(() => undefined);
    await assert.rejects(pingRedis(`redis://${place}`, 30), /no answer within 30 ms/);
  });

  test("fails when nothing listens on the port", async () => {
    await assert.rejects(pingRedis("redis://127.0.0.1:1", 1000), /^Error: ECONNREFUSED$/);
  });
});
