import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Duplex } from "node:stream";
import { describe, test } from "node:test";
import fc from "fast-check";
import { readRequestHead } from "../../../../src/http/fast-path/request-head.ts";

/** A request, its lines ended as they must be. */
function bytesOf(...lines: readonly string[]): Buffer {
  return Buffer.from([...lines, "", ""].join("\r\n"), "latin1");
}

function read(...lines: readonly string[]) {
  return readRequestHead(bytesOf(...lines));
}

const FILLER = "x".repeat(16_384 - bytesOf("GET / HTTP/1.1", "Host: a", "b: ").length);

describe("a request head is read", () => {
  for (const [what, lines, expected] of [
    ["without a body", ["GET /a?b=c HTTP/1.1", "Host: x"], { method: "GET", url: "/a?b=c" }],
    ["with a body", ["POST / HTTP/1.1", "Host: x", "Content-Length: 5"], { bodyBytes: 5 }],
    ["with a body of no bytes", ["POST / HTTP/1.1", "Host: x", "Content-Length: 0"], {}],
    ["whose length has zeros in front", ["PUT / HTTP/1.1", "Host: x", "Content-Length: 007"], {}],
    ["that keeps the connection", ["GET / HTTP/1.1", "Host: x", "Connection: Keep-Alive"], {}],
    ["with an empty value", ["GET / HTTP/1.1", "Host:"], {}],
    ["as long as allowed", ["GET / HTTP/1.1", "Host: a", `b: ${FILLER}`], { headBytes: 16_384 }],
  ] as const) {
    test(what, () => {
      const head = read(...lines);
      assert.ok(head !== undefined);
      assert.deepEqual({ ...head, ...expected }, head);
    });
  }

  test("with names in lower case and trimmed values", () => {
    const head = read(
      "GET / HTTP/1.1",
      "HOST: \t a b\t ",
      "x-Y:z:1",
      "__proto__: own",
      "constructor: 1",
      "e: \xe9",
    );
    const headers = {
      host: "a b",
      "x-y": "z:1",
      ["__proto__"]: "own",
      constructor: "1",
      e: "\xe9",
    };
    assert.deepEqual(Object.entries(head?.headers ?? {}), Object.entries(headers));
  });

  test("without the body that follows it", () => {
    const bytes = Buffer.concat([
      bytesOf("POST / HTTP/1.1", "Host: x", "Content-Length: 3"),
      Buffer.from("a\r\n"),
    ]);
    const head = readRequestHead(bytes);
    assert.equal(bytes.toString("latin1", head?.headBytes), "a\r\n");
  });
});

describe("a request head is left to node:http", () => {
  const get = "GET / HTTP/1.1";
  const host = "Host: a";
  for (const [what, lines] of [
    ["without a host", [get]],
    ["with a header twice", [get, host, "x: 1", "X: 1"]],
    ["with two hosts", [get, host, host]],
    ["with two lengths", ["POST / HTTP/1.1", host, "Content-Length: 1", "Content-Length: 1"]],
    ["with a list of lengths", ["POST / HTTP/1.1", host, "Content-Length: 1, 1"]],
    ["with a signed length", ["POST / HTTP/1.1", host, "Content-Length: +1"]],
    ["with a negative length", ["POST / HTTP/1.1", host, "Content-Length: -1"]],
    ["with a hexadecimal length", ["POST / HTTP/1.1", host, "Content-Length: 0x1"]],
    ["with an empty length", ["POST / HTTP/1.1", host, "Content-Length: "]],
    [
      "with a length that no number holds",
      ["POST / HTTP/1.1", host, "Content-Length: 9999999999999999"],
    ],
    ["with a no-break space around a length", ["POST / HTTP/1.1", host, "Content-Length: \xa01"]],
    ["with chunks", ["POST / HTTP/1.1", host, "Transfer-Encoding: chunked"]],
    [
      "with chunks and a length",
      ["POST / HTTP/1.1", host, "Content-Length: 1", "Transfer-Encoding: x"],
    ],
    ["that asks to be expected", ["POST / HTTP/1.1", host, "Expect: 100-continue"]],
    ["that asks for another protocol", [get, host, "Upgrade: websocket"]],
    ["that announces trailers", [get, host, "Trailer: x"]],
    ["that ends the connection", [get, host, "Connection: close"]],
    ["that says more of the connection", [get, host, "Connection: keep-alive, upgrade"]],
    ["that says it in an old way", [get, host, "Proxy-Connection: close"]],
    ["of HTTP/1.0", ["GET / HTTP/1.0", host]],
    ["of HTTP/2", ["PRI * HTTP/2.0"]],
    ["of HTTP/0.9", ["GET /"]],
    ["with an absolute address", ["GET http://a/ HTTP/1.1", host]],
    ["about the server as a whole", ["OPTIONS * HTTP/1.1", host]],
    ["to a tunnel", ["CONNECT a:1 HTTP/1.1", host]],
    ["with a method in lower case", ["get / HTTP/1.1", host]],
    ["with two spaces", ["GET  / HTTP/1.1", host]],
    ["with a space at the end of its line", ["GET / HTTP/1.1 ", host]],
    ["with an address beyond ASCII", ["GET /\xe9 HTTP/1.1", host]],
    ["after an empty line", ["", get, host]],
    ["with a space before a colon", [get, host, "x : 1"]],
    ["with a space before a name", [get, host, " x: 1"]],
    ["with a folded value", [get, host, "x: 1", "\t2"]],
    ["with a line without a colon", [get, host, "x"]],
    ["with a header without a name", [get, host, ": 1"]],
    ["with a NUL", [get, host, "x: \0"]],
    ["with a bare CR", [get, host, "x: a\rb: c"]],
    ["with a bare LF", [get, host, "x: a\nb: c"]],
    ["with an escape", [get, host, "x: \x1b"]],
    ["longer than allowed", [get, host, `b: ${FILLER}x`]],
  ] as const) {
    test(what, () => assert.equal(read(...lines), undefined));
  }

  test("when only a part of it has arrived", () => {
    const bytes = bytesOf(get, host, "x: 1");
    for (let end = 0; end < bytes.length; end += 1) {
      assert.equal(readRequestHead(bytes.subarray(0, end)), undefined);
    }
  });
});

const TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const name = fc.string({ unit: fc.constantFrom(...TOKEN), minLength: 1, maxLength: 12 });
const value = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .map((code) => (code === 0x7f ? "\t" : String.fromCharCode(code))),
  maxLength: 20,
});
const path = fc
  .string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) })
  .map((rest) => `/${rest}`);

const request = fc.record({
  method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
  url: path,
  fields: fc
    .uniqueArray(fc.tuple(name, value), { selector: ([key]) => key.toLowerCase(), maxLength: 8 })
    // Here node:http loses it.
    .map((fields) => fields.filter(([key]) => key !== "__proto__")),
  body: fc.option(fc.uint8Array({ maxLength: 30 }), { nil: undefined }),
});

/** Names with a meaning of their own are in `bytesOf` already, or none of this. */
const RESERVED =
  /^(host|content-length|connection|transfer-encoding|upgrade|expect|trailer|proxy-connection)$/i;

describe("an arbitrary request", () => {
  test("is parsed to the values that it was built from", () => {
    fc.assert(
      fc.property(request, ({ method, url, fields, body }) => {
        const plain = fields.filter(([key, text]) => !RESERVED.test(key) && !text.includes("\xa0"));
        const length = body === undefined ? [] : [`Content-Length: ${body.length}`];
        const lines = plain.map(([key, text]) => `${key}:${text}`);
        const bytes = bytesOf(`${method} ${url} HTTP/1.1`, "Host: a", ...lines, ...length);
        const head = readRequestHead(Buffer.concat([bytes, body ?? Buffer.alloc(0)]));
        assert.ok(head !== undefined);
        assert.equal(head.method, method);
        assert.equal(head.url, url);
        assert.equal(head.headBytes, bytes.length);
        assert.equal(head.bodyBytes, body?.length ?? 0);
        for (const [key, text] of plain) {
          assert.equal(head.headers[key.toLowerCase()], text.replace(/^[\t ]+|[\t ]+$/g, ""));
        }
      }),
    );
  });

  test("is parsed like node:http does, or left to node:http", async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(request, damage, async ({ method, url, fields, body }, { at, text }) => {
        const length = body === undefined ? [] : [`Content-Length: ${body.length}`];
        const lines = fields.map(([key, value]) => `${key}:${value}`);
        const whole = bytesOf(`${method} ${url} HTTP/1.1`, "Host: a", ...lines, ...length);
        const cut = at % whole.length;
        const bytes = Buffer.concat([
          ...[whole.subarray(0, cut), Buffer.from(text, "latin1"), whole.subarray(cut)],
          body ?? Buffer.alloc(0),
        ]);
        const head = readRequestHead(bytes);
        if (head === undefined) return;
        accepted += 1;
        const padding = Buffer.alloc(
          Math.max(0, head.headBytes + head.bodyBytes - bytes.length),
          "x",
        );
        const exact = Buffer.concat([bytes, padding]).subarray(0, head.headBytes + head.bodyBytes);
        const nodes = await readByNode(exact);
        assert.deepEqual(nodes, {
          ...{ method: head.method, url: head.url, bodyBytes: head.bodyBytes },
          headers: { ...head.headers },
        });
      }),
      { numRuns: 1000 },
    );
    assert.ok(accepted > 200, `${accepted} were read`);
  });
});

const damage = fc.record({
  at: fc.nat(),
  text: fc.oneof(
    { weight: 2, arbitrary: fc.constant("") },
    fc.constantFrom("\r", "\n", "\r\n", " ", "\t", "\0", ":", "\xa0", "\x7f", "x", "\r\n\r\n"),
    fc.constantFrom("\r\nContent-Length: 3", "\r\nTransfer-Encoding: chunked", "\r\n folded"),
  ),
});

type ReadByNode = Pick<IncomingMessage, "method" | "url" | "headers"> & { bodyBytes: number };

const server = createServer();

/** What node:http makes of bytes that are one request; fails when they are none, or more. */
async function readByNode(bytes: Buffer): Promise<ReadByNode> {
  const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const requests: IncomingMessage[] = [];
  const noteRequest = (message: IncomingMessage) => requests.push(message);
  const refused = Promise.withResolvers<never>();
  const refuse = (error: Error) => refused.reject(error);
  server.on("request", noteRequest).on("clientError", refuse);
  try {
    server.emit("connection", stream);
    stream.push(bytes);
    if (requests.length === 0) await Promise.race([once(server, "request"), refused.promise]);
    const [message] = requests;
    assert.ok(message !== undefined && requests.length === 1);
    let bodyBytes = 0;
    for await (const chunk of message) bodyBytes += chunk.length;
    assert.ok(message.complete);
    assert.equal(requests.length, 1);
    const { method, url, headers } = message;
    return { method, url, headers: { ...headers }, bodyBytes };
  } finally {
    server.off("request", noteRequest).off("clientError", refuse);
    stream.destroy();
  }
}
