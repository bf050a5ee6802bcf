import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { RawConnection, repliesIn } from "../support/raw-connection.ts";

const CLIENTS = 60;
const KEPT = "/api/analysis";

/** Sends all that it has to say, and the end of the connection with it, as `nc -N` does. */
async function sayAndEnd(port: number, text: string): Promise<number[]> {
  const client = RawConnection.opening(port);
  client.socket.end(text, "latin1");
  return repliesIn(await client.ended()).map(({ status }) => status);
}

function get(path: string, version = "1.1", ...fields: string[]): string {
  return [`GET ${path} HTTP/${version}`, "Host: localhost", ...fields, "", ""].join("\r\n");
}

function post(body: string, ...fields: string[]): string {
  const head = ["POST /api/sessions HTTP/1.1", "Host: localhost", "Content-Type: application/json"];
  return [...head, ...fields, "", body].join("\r\n");
}

function session(minute: number): string {
  const start = new Date(Date.UTC(2026, 1, 2, 8, minute)).toISOString();
  return JSON.stringify({ start, duration_minutes: 25, category: "Writing" });
}

const withLength = (body: string) => post(body, `Content-Length: ${body.length}`);
const chunked = (body: string) =>
  post(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`, "Transfer-Encoding: chunked");

forEachDatabase((_name, open) => {
  describe("a client that ends its side of the connection after its requests is answered", () => {
    let database: OpenedDatabase;
    let service: TestApp;
    let port: number;

    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url, logLevel: "silent" });
      await service.app.listen({ port: 0, host: "127.0.0.1" });
      port = Number(new URL(service.app.listeningOrigin).port);
      await sayAndEnd(port, get(KEPT));
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    const ways: readonly (readonly [string, (client: number) => string, readonly number[]])[] = [
      ["a kept answer", () => get(KEPT), [200]],
      ["one made on the fast path", () => get(KEPT, "1.1", "Cache-Control: no-cache"), [200]],
      ["one made by the framework", () => get("/api/sessions?limit=5"), [200]],
      ["a kept answer with Connection: close", () => get(KEPT, "1.1", "Connection: close"), [200]],
      [
        "one made with Connection: close",
        () => get("/api/models", "1.1", "Connection: close"),
        [200],
      ],
      ["a kept answer in HTTP/1.0", () => get(KEPT, "1.0"), [200]],
      ["one made in HTTP/1.0", () => get("/api/sessions?limit=5", "1.0"), [200]],
      ["a probe", () => get("/readyz"), [200]],
      ["a write", (client) => withLength(session(client)), [201]],
      ["a write in chunks", (client) => chunked(session(100 + client)), [201]],
      [
        "requests in a row",
        () => get(KEPT) + get("/api/sessions?limit=5") + get(KEPT),
        [200, 200, 200],
      ],
      [
        "a write and a read in a row",
        (client) => withLength(session(200 + client)) + get("/api/sessions?limit=5"),
        [201, 200],
      ],
      ["what is refused", () => get("/nowhere"), [404]],
    ];
    for (const [what, request, expected] of ways) {
      test(`with ${what}, ${CLIENTS} of ${CLIENTS}`, async () => {
        const clients = Array.from({ length: CLIENTS }, (_, client) => client);
        const answers = await Promise.all(
          clients.map((client) => sayAndEnd(port, request(client))),
        );
        assert.deepEqual(
          answers,
          clients.map(() => expected),
        );
      });
    }
  });
});
