import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import { openTestApp, type TestApp } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";

let service: TestApp;

before(async () => {
  service = await openTestApp();
});
after(() => service.close());

async function problem(sent: InjectOptions) {
  const answer = await service.request(sent);
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
  const body = answer.json();
  assert.equal(body.status, answer.statusCode);
  assert.equal(body.error, body.detail, "the old name carries the sentence");
  assert.equal(body.request_id, answer.headers["x-request-id"]);
  return { status: answer.statusCode, code: body.code, body, headers: answer.headers };
}

const json = { "content-type": "application/json" };
const post = (payload: string | Buffer, headers: Record<string, string> = json) =>
  problem({ method: "POST", url: "/api/sessions", payload, headers });

describe("what the framework refuses is a problem document too", () => {
  test("an address that is not there, a trailing slash included", async () => {
    for (const url of ["/nothing", "/api/sessions/", "/api//sessions", "/health/"]) {
      assert.equal((await problem({ url })).code, "not_found");
    }
  });

  test("a method that the address does not have, with those that it has", async () => {
    const { status, headers, body } = await problem({ method: "PUT", url: "/api/sessions" });
    assert.equal(status, 405);
    assert.equal(headers.allow, "DELETE, GET, HEAD, OPTIONS, POST");
    assert.match(body.detail, /DELETE, GET/);
    assert.equal((await problem({ method: "POST", url: "/api/sessions/x" })).status, 405);
  });

  test("a body that is not JSON, not UTF-8, or none", async () => {
    assert.equal((await post("{")).code, "malformed_json");
    assert.equal((await post(Buffer.of(0x22, 0xff, 0x22))).code, "malformed_json");
    assert.equal((await post("")).code, "body_missing");
    assert.equal((await post("null")).code, "body_missing");
    assert.equal((await problem({ method: "POST", url: "/api/sessions" })).code, "body_missing");
  });

  test("a body in another format or packing", async () => {
    for (const type of [
      "text/plain",
      "application/xml",
      "json",
      "application/json; charset=latin1",
    ]) {
      const { code } = await post("{}", { "content-type": type });
      assert.equal(code, "unsupported_media_type", type);
    }
    const packed = await post("{}", { ...json, "content-encoding": "gzip" });
    assert.equal(packed.code, "unsupported_media_type");
  });

  test("a byte order mark and a charset of UTF-8 are fine", async () => {
    const answer = await service.request({
      method: "POST",
      url: "/api/sessions",
      payload: `\uFEFF${JSON.stringify(sessionInput())}`,
      headers: { "content-type": 'application/json; charset="UTF-8"' },
    });
    assert.equal(answer.statusCode, 201);
  });

  test("a body above 2 MiB", async () => {
    const { status, code } = await post(JSON.stringify({ notes: "x".repeat(10 * 1024 * 1024) }));
    assert.equal(status, 413);
    assert.equal(code, "payload_too_large");
  });

  test("a path that cannot be decoded, or with a part that is too long", async () => {
    const malformed = await problem({ url: "/api/sessions/%zz" });
    assert.equal(malformed.code, "malformed_url");
    assert.equal(malformed.headers["x-content-type-options"], "nosniff");
    assert.match(service.logText(), /"event_type":"request_refused".*"code":"malformed_url"/);
    assert.equal((await problem({ url: `/api/sessions/${"x".repeat(300)}` })).code, "url_too_long");
    assert.equal((await problem({ url: "/api/sessions/%00" })).code, "validation_failed");
  });

  test("a member name that would change every object", async () => {
    const { code, body } = await post('{"start":"2026-03-02T08:00:00Z","__proto__":{"rating":1}}');
    assert.equal(code, "validation_failed");
    assert.equal(body.errors[0].field, "__proto__");
  });

  test("a body nested without end", async () => {
    const { body } = await post(`{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`);
    assert.equal(body.errors[0].code, "too_deep");
  });
});

describe("a failure of ours (the old service turned every 5xx into HTML)", () => {
  test("keeps its status and its JSON, and says nothing of the cause", async () => {
    const broken = await openTestApp({
      change: (dependencies) => ({
        ...dependencies,
        sessionService: {
          ...dependencies.sessionService,
          list: () => Promise.reject(new Error("secret: /etc/passwd at line 3")),
        },
      }),
    });
    try {
      const answer = await broken.request({
        url: "/api/sessions",
        headers: { "x-request-id": "find-me" },
      });
      assert.equal(answer.statusCode, 500);
      assert.equal(answer.json().code, "internal_error");
      assert.doesNotMatch(answer.body, /secret|passwd|at /);
      const line = broken
        .logText()
        .split("\n")
        .find((text) => text.includes("secret"));
      assert.match(line ?? "", /"level":"ERROR".*"trace_id":"find-me".*"traceback"/);
    } finally {
      await broken.close();
    }
  });
});

describe("an answer that cannot be finished", () => {
  test("because it does not fit its schema is a failure of ours, and none of it is sent", async () => {
    const broken = await openTestApp({
      change: (dependencies) => ({
        ...dependencies,
        healthService: {
          ...dependencies.healthService,
          readiness: () => Promise.resolve(Object.assign(Object.create(null), { ready: true })),
        },
      }),
    });
    try {
      const answer = await broken.app.inject({ url: "/readyz" });
      assert.equal(answer.statusCode, 500);
      assert.equal(answer.json().code, "internal_error");
      assert.match(broken.logText(), /"event_type":"ML_ERROR".*checks/);
    } finally {
      await broken.close();
    }
  });

  test("because its source broke off ends the connection, and the log says why", async () => {
    const broken = await openTestApp({
      change: (dependencies) => ({
        ...dependencies,
        exportService: {
          ...dependencies.exportService,
          async *exportSessions() {
            yield "x".repeat(100_000);
            throw new Error("the disk is gone");
          },
        },
      }),
    });
    await broken.app.listen({ port: 0, host: "127.0.0.1" });
    try {
      const answer = await fetch(`${broken.app.listeningOrigin}/api/sessions/export`);
      await assert.rejects(answer.text(), "half a file must not look like a whole one");
      assert.match(broken.logText(), /"level":"ERROR".*the disk is gone/);
    } finally {
      await broken.close();
    }
  });
});

describe("OPTIONS", () => {
  test("says what an address can do", async () => {
    const answer = await service.request({ method: "OPTIONS", url: "/api/wellness/2026-03-02" });
    assert.equal(answer.statusCode, 204);
    assert.equal(answer.headers.allow, "DELETE, GET, HEAD, OPTIONS, PUT");
    assert.equal((await service.request({ method: "OPTIONS", url: "/nothing" })).statusCode, 404);
  });

  test("lets no page of another origin in, unless it is configured", async () => {
    const preflight = {
      method: "OPTIONS",
      url: "/api/sessions",
      headers: {
        origin: "http://localhost:5000",
        "access-control-request-method": "DELETE",
        "access-control-request-headers": "idempotency-key",
      },
    } as const;
    const refused = await service.request(preflight);
    assert.equal(refused.headers["access-control-allow-origin"], undefined);
    assert.equal(refused.headers["access-control-allow-methods"], undefined);

    const open = await openTestApp({ env: { POMODORO_CORS_ORIGINS: "http://localhost:5000" } });
    try {
      const allowed = await open.request(preflight);
      assert.equal(allowed.statusCode, 204);
      assert.equal(allowed.headers["access-control-allow-origin"], "http://localhost:5000");
      assert.equal(
        allowed.headers["access-control-allow-methods"],
        "DELETE, GET, HEAD, OPTIONS, POST",
      );
      assert.equal(allowed.headers["access-control-allow-headers"], "idempotency-key");
      const other = { ...preflight.headers, origin: "http://evil.test" };
      const foreign = await open.request({ ...preflight, headers: other });
      assert.equal(foreign.headers["access-control-allow-origin"], undefined);
      const read = await open.request({ url: "/api/sessions", headers: preflight.headers });
      assert.equal(read.headers["access-control-allow-origin"], "http://localhost:5000");
      assert.match(String(read.headers.vary), /Accept-Language/);
      assert.match(String(read.headers.vary), /Origin/);
    } finally {
      await open.close();
    }
  });
});

describe("the language of an answer", () => {
  test("follows Accept-Language, and the answer says which it is", async () => {
    const { headers, body } = await problem({
      url: "/api/sessions?limit=0",
      headers: { "accept-language": "cs-CZ, en;q=0.5" },
    });
    assert.equal(headers["content-language"], "cs");
    assert.equal(headers.vary, "Accept-Language, Accept-Encoding, Authorization");
    assert.equal(body.title, "Neplatný vstup");
    assert.equal(body.errors[0].message, "Musí být aspoň 1.");
  });

  test("is the configured one when nothing else is asked for", async () => {
    const czech = await openTestApp({ env: { LOCALE: "cs" } });
    try {
      const answer = await czech.request({ url: "/nothing" });
      assert.equal(answer.headers["content-language"], "cs");
      assert.equal(answer.json().title, "Nenalezeno");
    } finally {
      await czech.close();
    }
  });
});

describe("what never becomes a request", () => {
  let port: number;

  before(async () => {
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    port = Number(new URL(service.app.listeningOrigin).port);
  });

  async function send(bytes: string): Promise<{ head: string; body: Record<string, unknown> }> {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      received += chunk;
    });
    socket.write(bytes);
    await once(socket, "close");
    const [head, body] = received.split("\r\n\r\n");
    return { head: head ?? "", body: JSON.parse(body ?? "") };
  }

  test("is answered with a problem document all the same", async () => {
    const garbage = await send("not http at all\r\n\r\n");
    assert.match(garbage.head, /^HTTP\/1.1 400 Bad Request/);
    assert.match(garbage.head, /application\/problem\+json/);
    assert.equal(garbage.body.code, "bad_request");
  });

  test("headers beyond the limit say so", async () => {
    const large = await send(
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(20_000)}\r\n\r\n`,
    );
    assert.match(large.head, /^HTTP\/1.1 431 /);
    assert.equal(large.body.code, "headers_too_large");
  });
});
