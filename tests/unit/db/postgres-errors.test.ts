import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { test } from "node:test";
import { Client, type ClientConfig } from "pg";
import { DatabaseUnavailableError, StorageFullError } from "../../../src/db/errors.ts";
import { translatePostgresError } from "../../../src/db/postgres-errors.ts";

const withCode = (code: string) => Object.assign(new Error(code), { code });

test("a server with a full disk is distinguished from an overloaded and from an unavailable one", () => {
  assert.ok(translatePostgresError(withCode("53100")) instanceof StorageFullError);
  for (const code of ["53300", "57P01", "08006"]) {
    const error = translatePostgresError(withCode(code));
    assert.ok(
      error instanceof DatabaseUnavailableError && !(error instanceof StorageFullError),
      code,
    );
  }
});

test("an error about a statement stays unchanged", () => {
  const error = withCode("23505");
  assert.equal(translatePostgresError(error), error);
});

/** What the client of PostgreSQL throws when it meets a server that does this with each connection. */
async function connectionError(
  onConnection: (socket: Socket) => void,
  config: ClientConfig,
): Promise<unknown> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    onConnection(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const client = new Client({ host: "127.0.0.1", port: address.port, ...config });
  client.on("error", () => {});
  try {
    return await client.connect().catch((error: unknown) => error);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

for (const [what, onConnection, config] of [
  ["says nothing", () => {}, { connectionTimeoutMillis: 20 }],
  ["hangs up", (socket: Socket) => socket.destroy(), {}],
  ["answers TLS with something else", (socket: Socket) => socket.end("?"), { ssl: true }],
] as const) {
  test(`a server that ${what} while a connection is opened is unavailable`, async () => {
    const error = translatePostgresError(await connectionError(onConnection, config));
    assert.ok(error instanceof DatabaseUnavailableError, String(error));
  });
}
