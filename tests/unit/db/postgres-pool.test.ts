import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { createPostgresHosts } from "../../../src/db/postgres-hosts.ts";
import { createPostgresPool } from "../../../src/db/postgres-pool.ts";

/** A message of PostgreSQL's protocol: a letter, the length with itself, and what it says. */
function message(type: string, body: string): Buffer {
  const text = Buffer.from(body, "latin1");
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length + 4);
  return Buffer.concat([Buffer.from(type), length, text]);
}

const WELCOME = [message("R", "\0\0\0\0"), message("Z", "I")];
const GOODBYE = message("E", "SFATAL\0C57P01\0Mterminating connection\0\0");

test("a server that ends a connection while it opens causes an error for the caller, and does not end the process", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(Buffer.concat([...WELCOME, GOODBYE])));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const pool = createPostgresPool({
    client: {},
    hosts: createPostgresHosts(`postgresql://nobody@127.0.0.1:${port}/none`),
    poolSize: 1,
    connectionTimeoutMs: 2000,
    sessionSettings: "select 1",
  });
  await assert.rejects(pool.acquire());
  await pool.end();
  server.close();
});
