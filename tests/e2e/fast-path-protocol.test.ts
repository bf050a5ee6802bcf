import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import {
  type EchoServer,
  echoCachedHandler,
  echoHead,
  openEchoServer,
} from "../support/echo-server.ts";
import { RawConnection, type RawReply, repliesIn } from "../support/raw-connection.ts";

/** A request, whose answer repeats its id. */
interface Sent {
  readonly bytes: Buffer;
  /** Where it is cut into packets. */
  readonly cuts: readonly number[];
  /** What the client waits for before it goes on; for nothing when the next request comes in the same packet. */
  readonly pause: "answered" | "taken up" | "a turn" | "none";
}

const path = fc.constantFrom("/known", "/later", "/unknown-later", "/other", "/known?x");
const body = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const bytes = fc.oneof(
  { weight: 12, arbitrary: path.map((url) => head(`GET ${url}`)) },
  { weight: 2, arbitrary: path.map((url) => head(`HEAD ${url}`)) },
  { weight: 1, arbitrary: path.map((url) => head(`GET ${url}`, "Trailer: none")) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(path, body)
      .map(([url, sent]) =>
        Buffer.concat([head(`POST ${url}`, `Content-Length: ${sent.length}`), sent]),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(path, fc.array(body, { maxLength: 3 }))
      .map(([url, chunks]) =>
        Buffer.concat([head(`PUT ${url}`, "Transfer-Encoding: chunked"), chunked(chunks)]),
      ),
  },
);
const sent: fc.Arbitrary<Sent> = fc.record({
  bytes,
  cuts: fc.oneof(
    { weight: 9, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 3 }) },
  ),
  pause: fc.constantFrom(
    ...(["answered", "answered", "answered", "taken up", "taken up", "taken up"] as const),
    ...(["a turn", "none"] as const),
  ),
});

/** Whatever else it says, a request names itself by a number that is put in when it is sent. */
function head(start: string, ...fields: readonly string[]): Buffer {
  return Buffer.from(
    [`${start} HTTP/1.1`, "Host: a", "X-Request-ID: #", ...fields, "", ""].join("\r\n"),
  );
}

function chunked(chunks: readonly Buffer[]): Buffer {
  const parts = chunks
    .filter(({ length }) => length > 0)
    .flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from("\r\n"),
    ]);
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}

const LAST = head("GET /known", "Connection: close");
const LAST_SENT: Sent = { bytes: LAST, cuts: [], pause: "a turn" };

/** What can be wrong with a request, put in at any place or at one of its own. */
const damage = fc.oneof(
  fc
    .tuple(
      fc.nat({ max: 120 }),
      fc.constantFrom("\r", "\n", "\r\n", "\0", " ", "\t", ":", "\x7f", "\xa0"),
    )
    .map(
      ([at, text]) =>
        (whole: string) =>
          whole.slice(0, at) + text + whole.slice(at),
    ),
  fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 4 })).map(
    ([at, count]) =>
      (whole: string) =>
        whole.slice(0, at) + whole.slice(at + count),
  ),
  fc
    .constantFrom(
      ...[
        "Content-Length: 0",
        "Content-Length: 3",
        "Content-Length: 99999999999",
        "Content-Length: -1",
      ],
      ...[
        "Content-Length: 3, 3",
        "Content-Length : 3",
        "Content-Length:\xa03",
        "content-length:\t3 ",
      ],
      ...[
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding:\x0bchunked",
      ],
      ...[
        "Transfer-Encoding: identity",
        "Transfer-Encoding : chunked",
        "\tTransfer-Encoding: chunked",
      ],
      ...["x: 1\r\n folded", "Host: b", "Host : b", "x\ny: 1", "x: \r\n\r\nGET /known HTTP/1.1"],
      ...[
        "Connection: close",
        "Connection: upgrade",
        "Upgrade: websocket",
        "Proxy-Connection: close",
      ],
      ...[
        "Expect: 100-continue",
        "Expect: nothing",
        `x: ${"x".repeat(17_000)}`,
        "x: é",
        ": 1",
        "x",
      ],
    )
    .map((line) => (whole: string) => whole.replace("\r\n", `\r\n${line}\r\n`)),
  fc
    .constantFrom(
      "HTTP/1.0",
      "HTTP/0.9",
      "HTTP/2.0",
      "HTTP/1.2",
      "HTTP/1.1 ",
      "",
      "http/1.1",
      "HTTP/1.1\0",
    )
    .map((version) => (whole: string) => whole.replace("HTTP/1.1", version)),
  fc
    .constantFrom(
      "http://a/known",
      "*",
      "//known",
      "/known#x",
      "known",
      "/kn\xe9wn",
      "/known/../x",
      "a:443",
    )
    .map((url) => (whole: string) => whole.replace("/known", url)),
  fc
    .constantFrom(
      "get",
      "CONNECT",
      "PRI",
      "FOO",
      "GET\t",
      " GET",
      "TRACE",
      "\r\nGET",
      "\r\n\r\nGET",
    )
    .map((method) => (whole: string) => whole.replace("GET", method)),
  fc.constant((whole: string) => whole.replaceAll("\r\n", "\n")),
  fc.constant((whole: string) => whole.replace("Host: a\r\n", "")),
);

describe("the fast path and node:http", () => {
  let fastPath: EchoServer;
  let node: EchoServer;
  /** These answer before the body has come: node:http forgets an answer when it meets an error first. */
  let hastyFastPath: EchoServer;
  let hastyNode: EchoServer;
  before(async () => {
    fastPath = await openEchoServer({ cachedHandler: echoCachedHandler });
    node = await openEchoServer();
    hastyFastPath = await openEchoServer({ cachedHandler: echoCachedHandler, handler: echoHead });
    hastyNode = await openEchoServer({ handler: echoHead });
  });
  // Ends only when every connection has.
  after(async () => {
    for (const server of [fastPath, node, hastyFastPath, hastyNode]) await server.close();
  });

  test("answer the same to whatever requests in whatever pieces", async () => {
    let fromFastPath = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 8 }), async (requests) => {
        const all = [...requests, LAST_SENT];
        const numbered = all.map((each, index) => ({ ...each, bytes: number(each.bytes, index) }));
        const [ours, nodes] = await Promise.all([
          converse(fastPath, numbered),
          converse(node, numbered),
        ]);
        assert.deepEqual(ours.map(comparable), nodes.map(comparable));
        const ids = ours.map(({ headers }) => headers.get("x-request-id"));
        assert.deepEqual(
          ids,
          numbered.map((_, index) => `${index}`),
        );
        fromFastPath += ours.filter(({ isFastPath }) => isFastPath).length;
      }),
      { numRuns: 1000 },
    );
    assert.ok(fromFastPath > 200, `${fromFastPath} answers of the fast path`);
  });

  test("judge alike what is no request, and whether one may follow", async () => {
    const seen = new Set<string>();
    const start = fc.constantFrom(
      head("GET /known"),
      Buffer.concat([head("GET /known", "Content-Length: 3"), Buffer.from("abc")]),
    );
    const first = fc.constantFrom([], [head("GET /known")], [head("GET /other")]);
    const cuts = fc.array(fc.nat({ max: 150 }), { maxLength: 2 });
    const damages = fc.array(damage, { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(first, start, damages, cuts, async (sound, request, changes, places) => {
        const broken = changes.reduce((text, change) => change(text), request.toString("latin1"));
        const packets = [...sound, ...pieces(Buffer.from(broken, "latin1"), places), LAST];
        const [ours, nodes] = await Promise.all([
          provoke(hastyFastPath, packets),
          provoke(hastyNode, packets),
        ]);
        assert.deepEqual(verdict(ours), verdict(nodes));
        seen.add(nodes.map(({ status }) => status).join());
      }),
      { numRuns: 1000 },
    );
    assert.ok(seen.size >= 5, [...seen].join(" "));
  });
});

function number(bytes: Buffer, index: number): Buffer {
  return Buffer.from(bytes.toString("latin1").replace("#", `${index}`), "latin1");
}

function pieces(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

async function converse(server: EchoServer, requests: readonly Sent[]): Promise<RawReply[]> {
  const client = await RawConnection.open(server.port);
  let packet: Buffer = Buffer.alloc(0);
  for (const [index, { bytes, cuts, pause }] of requests.entries()) {
    for (const [place, piece] of pieces(bytes, cuts).entries()) {
      if (place > 0) {
        client.send(packet);
        await takenUp(server, client);
        packet = piece;
      } else {
        packet = Buffer.concat([packet, piece]);
      }
    }
    if (pause === "none") continue;
    client.send(packet);
    packet = Buffer.alloc(0);
    if (pause === "answered") await client.received((text) => repliesIn(text).length > index);
    else if (pause === "taken up") await takenUp(server, client);
    else await nextTurn();
  }
  client.send(packet);
  return repliesIn(await client.ended());
}

/** Sends bytes and no more, so that the connection ends even if the server waits for the rest of something. */
async function provoke(server: EchoServer, packets: readonly Buffer[]): Promise<RawReply[]> {
  const client = await RawConnection.open(server.port);
  for (const packet of packets) {
    client.send(packet);
    await takenUp(server, client);
  }
  client.socket.end();
  return repliesIn(await client.ended());
}

/** An error that comes in one packet with a request is met before the answer: packets must not become one. */
async function takenUp({ sockets }: EchoServer, client: RawConnection): Promise<void> {
  const { localPort, bytesWritten } = client.socket;
  const socket = sockets.findLast(({ remotePort }) => remotePort === localPort);
  // One that the server does not read on from is not waited for.
  for (let turn = 0; turn < 20 && !client.socket.closed; turn += 1) {
    if (socket !== undefined && socket.bytesRead >= bytesWritten) break;
    await nextTurn();
  }
  for (let turn = 0; turn < 4; turn += 1) await nextTurn();
}

function comparable({ status, headers, body }: RawReply) {
  const { date: _, ...rest } = Object.fromEntries(headers);
  return { status, headers: rest, body };
}

/** What a client learns, who reads nothing behind the answer that ends the connection. */
function verdict(replies: readonly RawReply[]) {
  const last = replies.findIndex(({ headers }) => headers.get("connection") === "close");
  return replies.slice(0, last < 0 ? replies.length : last + 1).map(({ status, headers, body }) => {
    return { status, body, connection: headers.get("connection"), code: headers.get("x-code") };
  });
}
