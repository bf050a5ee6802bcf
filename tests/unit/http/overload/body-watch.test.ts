import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { watchBodies } from "../../../../src/http/overload/body-watch.ts";

test("a request that is aborted while its handler is running does not end the process", async () => {
  // Looks every millisecond, so that a look falls between the end of the connection and that of the handler.
  const watch = watchBodies(() => true, { windowMs: 10, minBytesPerWindow: 1, maxMs: 60_000 });
  const begun = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const server = createServer(
    watch((request) => {
      request.once("close", () => gone.resolve());
      request.resume();
      begun.resolve();
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const client = connect(address.port, "127.0.0.1");
  client.on("error", () => {});
  client.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
  await begun.promise;
  client.destroy();
  await gone.promise;
  const looks = Promise.withResolvers<void>();
  const after = performance.now() + 30;
  const turn = () => (performance.now() > after ? looks.resolve() : setImmediate(turn));
  turn();
  await looks.promise;
  server.closeAllConnections();
  server.close();
});
