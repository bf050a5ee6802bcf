import assert from "node:assert/strict";
import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { openTestApp, type TestApp } from "../support/app.ts";

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: Buffer;
}

/** What the server sends, byte for byte: `fetch` would unpack it. */
async function ask(address: string, headers: OutgoingHttpHeaders = {}, method = "GET") {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(address, { headers, method }, resolve).on("error", reject).end();
  const response = await promise;
  const bytes = await buffer(response);
  const reply: Reply = { status: response.statusCode ?? 0, headers: response.headers, bytes };
  return reply;
}

const GZIP = { "accept-encoding": "gzip, deflate, br" };
/** Of the answer itself, not of the moment at which it was sent. */
const SAME = ["content-type", "content-encoding", "content-length", "etag", "vary", "status"];

for (const fastPath of ["on", "off"]) {
  describe(`answers are compressed for clients that ask for it, fast path ${fastPath}`, () => {
    let service: TestApp;
    let at: string;

    before(async () => {
      const env = { POMODORO_FAST_PATH: fastPath };
      service = await openTestApp({ env, logLevel: "silent" });
      at = await service.app.listen({ port: 0, host: "127.0.0.1" });
      const sessions = Array.from({ length: 60 }, (_, day) => ({
        start: new Date(Date.UTC(2026, 0, 1 + day, 8)).toISOString(),
        duration_minutes: 25,
        category: "Writing",
        rating: 60 + (day % 20),
      }));
      await service.json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } });
    });
    after(() => service.close());

    test("the framework's answer, one made again and a kept one have the same bytes and tags", async () => {
      const url = `${at}/api/optimal-schedule`;
      const first = await ask(url, GZIP);
      const again = await ask(url, { ...GZIP, "cache-control": "no-cache" });
      const kept = [await ask(url, GZIP), await ask(url, GZIP)];
      const plain = await ask(url);
      assert.equal(plain.headers["content-encoding"], undefined);
      assert.ok(plain.bytes.length > 1024);
      for (const reply of [first, again, ...kept]) {
        assert.equal(reply.headers["content-encoding"], "gzip");
        assert.ok(reply.bytes.length < plain.bytes.length / 2);
        assert.deepEqual(gunzipSync(reply.bytes), plain.bytes);
        assert.equal(reply.headers.etag, `W/${plain.headers.etag}`);
        for (const name of SAME) assert.equal(reply.headers[name], first.headers[name], name);
      }
      assert.match(String(plain.headers.vary), /Accept-Encoding/);
    });

    test("a client that has the compressed form is told so, and by either tag", async () => {
      const url = `${at}/api/optimal-schedule?sessions=5`;
      const { headers } = await ask(url, GZIP);
      const etag = String(headers.etag);
      for (const tag of [etag, etag.replace("W/", "")]) {
        const reply = await ask(url, { ...GZIP, "if-none-match": tag });
        assert.equal(reply.status, 304);
        assert.equal(reply.bytes.length, 0);
        assert.equal(reply.headers.etag, etag);
      }
    });

    test("HEAD has the headers of GET", async () => {
      const url = `${at}/api/optimal-schedule?sessions=4`;
      for (const round of ["framework", "kept"]) {
        const head = await ask(url, GZIP, "HEAD");
        const get = await ask(url, GZIP);
        assert.equal(head.bytes.length, 0);
        for (const name of SAME) assert.equal(head.headers[name], get.headers[name], round + name);
      }
    });

    test("several who ask at once get the same", async () => {
      const url = `${at}/api/optimal-schedule?sessions=3`;
      const replies = await Promise.all(Array.from({ length: 20 }, () => ask(url, GZIP)));
      for (const { bytes } of replies) assert.deepEqual(bytes, replies[0]?.bytes);
    });

    test("a small answer is sent as it is", async () => {
      for (const url of ["/livez", "/api/recommendation", "/api/recommendation"]) {
        const reply = await ask(at + url, GZIP);
        assert.ok(reply.bytes.length < 1024);
        assert.equal(reply.headers["content-encoding"], undefined);
      }
    });

    for (const refused of ["identity", "br", "gzip;q=0", "identity, gzip;q=0.5", "nonsense;;"]) {
      test(`a client that says "${refused}" gets the bytes as they are`, async () => {
        const reply = await ask(`${at}/api/optimal-schedule`, { "accept-encoding": refused });
        assert.equal(reply.headers["content-encoding"], undefined);
        assert.equal(Object(JSON.parse(String(reply.bytes))).weekday, "Monday");
      });
    }

    test("what is not kept is compressed too: a list, a page, the API's description, an export", async () => {
      const urls = ["/api/sessions?limit=50", "/ui/week", "/openapi.json", "/api/sessions/export"];
      for (const url of urls) {
        const [packed, plain] = [await ask(at + url, GZIP), await ask(at + url)];
        assert.equal(packed.headers["content-encoding"], "gzip", url);
        assert.deepEqual(gunzipSync(packed.bytes), plain.bytes, url);
      }
    });

    test("a picture and an event are not", async () => {
      const picture = await ask(`${at}/docs/favicon-32x32.png`, GZIP);
      assert.equal(picture.headers["content-encoding"], undefined);
      const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
      const stream = request(`${at}/api/events`, { headers: GZIP }, resolve).end();
      const { headers } = await promise;
      assert.match(String(headers["content-type"]), /event-stream/);
      assert.equal(headers["content-encoding"], undefined);
      stream.destroy();
    });

    test("markup in names is made harmless before", async () => {
      const { bytes } = await ask(`${at}/api/models`, GZIP);
      const text = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
      assert.doesNotMatch(String(text), /[<>]/);
    });
  });
}
