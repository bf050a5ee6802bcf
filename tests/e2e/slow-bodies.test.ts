import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { openTestApp, type TestApp, type TestAppOptions } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection, repliesIn } from "../support/raw-connection.ts";

/** More than may be in flight at once. */
const MANY = 1100;
const BODY = JSON.stringify(sessionInput());

function head(path: string, type: string, ...length: string[]): string {
  return [
    `POST ${path} HTTP/1.1`,
    "Host: localhost",
    `Content-Type: ${type}`,
    ...length,
    "",
    "",
  ].join("\r\n");
}

const JSON_HEAD = head("/api/sessions", "application/json", `Content-Length: ${BODY.length}`);
const CHUNKED_HEAD = head("/api/sessions", "application/json", "Transfer-Encoding: chunked");
const IMPORT_HEAD = head("/api/sessions/import", "text/csv", "Transfer-Encoding: chunked");

function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}

describe("a body that comes slowly", () => {
  const clients: RawConnection[] = [];
  let service: TestApp;
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.destroy();
    await service.close();
  });

  async function open(options: TestAppOptions): Promise<number> {
    service = await openTestApp({ logLevel: "warn", ...options });
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    return Number(new URL(service.app.listeningOrigin).port);
  }

  async function connect(port: number, first: string): Promise<RawConnection> {
    const client = await RawConnection.open(port);
    clients.push(client);
    client.send(first);
    return client;
  }

  for (const [way, start] of [
    ["of known length", JSON_HEAD + BODY.slice(0, 5)],
    ["in chunks", CHUNKED_HEAD + chunk(BODY.slice(0, 5))],
    ["of an import", IMPORT_HEAD + chunk("start,dura")],
  ] as const) {
    test(`keeps nobody else out, however many there are (${way})`, async () => {
      const port = await open({});
      for (let i = 0; i < MANY; i += 1) await connect(port, start);
      const other = await connect(port, JSON_HEAD + BODY);
      assert.equal((await other.reply()).status, 201);
      assert.equal((await other.ask(get("/api/sessions?limit=2"))).status, 200);
    });
  }

  const never = { windowMs: 20, minBytesPerWindow: 1000, maxMs: 60_000 };
  for (const [way, start] of [
    ["of known length", JSON_HEAD + BODY.slice(0, 5)],
    ["of which nothing has come", JSON_HEAD],
    ["in chunks", CHUNKED_HEAD + chunk(BODY.slice(0, 5))],
    ["of an import", IMPORT_HEAD + chunk("start,duration_minutes\n")],
    ["on a connection of node:http's own", JSON_HEAD.replace("Host", "Trailer: none\r\nHost")],
  ] as const) {
    test(`is refused with 408 when it comes slower than the least rate (${way})`, async () => {
      const port = await open({ bodyLimits: never });
      const client = await connect(port, start);
      const [reply] = repliesIn(await client.ended());
      assert.equal(reply?.status, 408);
      const problem = JSON.parse(reply?.body ?? "");
      assert.equal(problem.code, "request_timeout");
      assert.equal(problem.request_id, reply?.headers.get("x-request-id"));
      assert.equal(reply?.headers.get("connection"), "close");
      await eventually("a line in the log", () => /"status":408/.test(service.logText()), 2000);
    });
  }

  test("is refused when it takes too long in all, however steadily it comes", async () => {
    const port = await open({ bodyLimits: { windowMs: 50, minBytesPerWindow: 1, maxMs: 100 } });
    const client = await connect(port, CHUNKED_HEAD);
    const sending = setInterval(() => client.send(chunk(" ")), 5);
    try {
      assert.equal(repliesIn(await client.ended())[0]?.status, 408);
    } finally {
      clearInterval(sending);
    }
  });

  test("may take as long as it needs when it is an import that keeps coming", async () => {
    const port = await open({ bodyLimits: { windowMs: 5000, minBytesPerWindow: 1, maxMs: 1 } });
    const client = await connect(port, IMPORT_HEAD + chunk("start,duration_minutes\n"));
    for (let minute = 10; minute < 40; minute += 1) {
      client.send(chunk(`2026-03-01T0${minute % 10}:${minute}:00Z,5\n`));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    client.send("0\r\n\r\n");
    const reply = await client.reply();
    assert.equal(reply.status, 200, reply.body);
    assert.equal(JSON.parse(reply.body).imported, 30);
  });
});
