import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";
import { sessionInput } from "../support/builders.ts";
import { type CachedApp, neverRenewed, openCachedApp } from "../support/cached-app.ts";
import { browserPath, skipWithoutBrowser } from "../support/chromium.ts";
import { RawConnection, type RawReply } from "../support/raw-connection.ts";

const KEPT = "/api/analysis";
const FOREIGN = "http://evil.example";

async function listening(service: CachedApp): Promise<number> {
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  return Number(new URL(service.app.listeningOrigin).port);
}

async function ask(port: number, start: string, ...fields: string[]): Promise<RawReply> {
  const client = await RawConnection.open(port);
  try {
    return await client.ask([start, ...fields, "", ""].join("\r\n"));
  } finally {
    client.socket.destroy();
  }
}

function assertProblem(reply: RawReply, status: number, code: string): void {
  assert.equal(reply.status, status, reply.body);
  assert.match(reply.headers.get("content-type") ?? "", /^application\/problem\+json/);
  const problem = JSON.parse(reply.body);
  assert.equal(problem.code, code);
  assert.equal(problem.request_id, reply.headers.get("x-request-id"));
}

describe("a service on loopback", () => {
  let service: CachedApp;
  let port: number;

  before(async () => {
    service = await openCachedApp({
      env: { POMODORO_ALLOWED_HOSTS: "pomodoro.test, [::2]" },
      overrides: { pause: neverRenewed },
    });
    port = await listening(service);
    await ask(port, `GET ${KEPT} HTTP/1.1`, "Host: localhost");
  });
  after(() => service.close());

  const WAYS = [
    ["from memory", `GET ${KEPT} HTTP/1.1`],
    ["made on the fast path", `GET ${KEPT} HTTP/1.1`, "Cache-Control: no-cache"],
    ["from memory through node:http", `GET ${KEPT} HTTP/1.1`, "Trailer: none"],
    ["by the framework", "GET /api/sessions?limit=3 HTTP/1.1"],
    ["to a probe", "GET /livez HTTP/1.1"],
    ["to HEAD", `HEAD ${KEPT} HTTP/1.1`],
    ["to an address without a route", "GET /nowhere HTTP/1.1"],
    ["to HTTP/1.0", `GET ${KEPT} HTTP/1.0`],
  ] as const;

  for (const [way, start, ...fields] of WAYS) {
    test(`answers its own names, the configured ones and no others ${way}`, async () => {
      const known = start.includes("/nowhere") ? 404 : 200;
      for (const name of [
        "localhost",
        "LOCALHOST:80",
        "127.0.0.1",
        "[::1]:5002",
        "pomodoro.test",
      ]) {
        const reply = await ask(port, start, `Host: ${name}`, ...fields);
        assert.equal(reply.status, known, `${name}: ${reply.body}`);
      }
      for (const name of ["evil.example", "localhost.evil.example", "127.0.0.2", "[::3]", "1"]) {
        const reply = await ask(port, start, `Host: ${name}`, ...fields);
        assert.equal(reply.status, 421, `${name}: ${reply.body}`);
        if (!start.startsWith("HEAD")) assertProblem(reply, 421, "misdirected_request");
      }
    });

    test(`refuses a Host that is empty, malformed, given twice or missing ${way}`, async () => {
      const bad = [
        ["Host:"],
        ["Host: a b"],
        ["Host: localhost:port"],
        ["Host: localhost:70000"],
        ["Host: user@localhost"],
        ["Host: localhost/x"],
        ["Host: [::1"],
        ["Host: localhost, localhost"],
        ["Host: localhost", "Host: localhost"],
        ["Host: localhost", "host: evil.example"],
        ...(start.endsWith("1.1") ? [[]] : []),
      ];
      for (const host of bad) {
        const reply = await ask(port, start, ...host, ...fields);
        assert.equal(reply.status, 400, `${host}: ${reply.body}`);
        if (!start.startsWith("HEAD")) assertProblem(reply, 400, "host_invalid");
      }
    });
  }

  test("takes the host in an absolute target for the one that was asked", async () => {
    for (const [target, status] of [
      [`http://localhost${KEPT}`, 200],
      [`http://evil.example${KEPT}`, 421],
      [`HTTP://evil.example:80${KEPT}`, 421],
    ] as const) {
      const reply = await ask(port, `GET ${target} HTTP/1.1`, "Host: localhost");
      assert.equal(reply.status, status, reply.body);
    }
  });

  test("does nothing that a page of another origin asks for, whatever the route", async () => {
    const foreign = [
      [`Origin: ${FOREIGN}`],
      ["Origin: null"],
      ["Origin: http://localhost:1"],
      ["Sec-Fetch-Site: cross-site"],
      ["Sec-Fetch-Site: same-site"],
      [`Origin: http://localhost:${port}`, "Sec-Fetch-Site: cross-site"],
    ];
    const writes = service.routes.flatMap(({ method, url }) =>
      [method].flat().flatMap((name) => (/GET|HEAD|OPTIONS/.test(name) ? [] : [{ name, url }])),
    );
    assert.ok(writes.length > 10);
    for (const { name, url } of writes) {
      const path = url.replace(":date", "2026-03-02").replace(/:\w+/, "x");
      for (const fields of foreign) {
        const host = `Host: localhost:${port}`;
        const reply = await ask(port, `${name} ${path} HTTP/1.1`, host, ...fields);
        assertProblem(reply, 403, "foreign_origin");
      }
    }
  });

  test("does what a page of its own or a program asks for, and lets anybody read", async () => {
    const host = `Host: localhost:${port}`;
    for (const fields of [
      [],
      [`Origin: http://localhost:${port}`],
      [`Origin: http://localhost:${port}`, "Sec-Fetch-Site: same-origin"],
      ["Sec-Fetch-Site: none"],
    ]) {
      const reply = await ask(port, "POST /api/cache/stats/reset HTTP/1.1", host, ...fields);
      assert.equal(reply.status, 200, reply.body);
    }
    const read = await ask(port, `GET ${KEPT} HTTP/1.1`, host, `Origin: ${FOREIGN}`);
    assert.equal(read.status, 200);
  });
});

test("pages of configured origins may write, and others may not", async () => {
  const service = await openCachedApp({ env: { POMODORO_CORS_ORIGINS: "https://app.example" } });
  try {
    const port = await listening(service);
    const write = (...fields: string[]) =>
      ask(port, "POST /api/cache/stats/reset HTTP/1.1", "Host: localhost", ...fields);
    const allowed = await write("Origin: https://app.example", "Sec-Fetch-Site: cross-site");
    assert.equal(allowed.status, 200, allowed.body);
    assert.equal(allowed.headers.get("access-control-allow-origin"), "https://app.example");
    assertProblem(await write("Origin: https://app.example.evil"), 403, "foreign_origin");
  } finally {
    await service.close();
  }
});

describe("a service that other machines can reach", () => {
  async function statuses(env: Record<string, string>, hosts: readonly string[]) {
    const service = await openCachedApp({
      env: { HOST: "0.0.0.0", POMODORO_ALLOW_UNAUTHENTICATED_NETWORK: "true", ...env },
    });
    try {
      const port = await listening(service);
      return await Promise.all(
        hosts.map(async (host) => (await ask(port, "GET /livez HTTP/1.1", `Host: ${host}`)).status),
      );
    } finally {
      await service.close();
    }
  }

  test("answers under any name when none is configured", async () => {
    assert.deepEqual(await statuses({}, ["any.example", "10.0.0.1", "a b"]), [200, 200, 400]);
  });

  test("answers under the configured names and to addresses, which probes use", async () => {
    const env = { POMODORO_ALLOWED_HOSTS: "ml.example" };
    const hosts = ["ml.example", "10.0.0.1:5002", "[fd00::1]", "evil.example"];
    assert.deepEqual(await statuses(env, hosts), [200, 200, 200, 421]);
  });
});

test("a page whose name was made to mean this machine reads and deletes nothing, in a browser", {
  skip: skipWithoutBrowser,
}, async () => {
  assert.ok(browserPath, "no Chromium; install it or set CHROMIUM_PATH");
  const service = await openCachedApp();
  const port = await listening(service);
  await service.app.inject({ method: "POST", url: "/api/sessions", payload: sessionInput() });
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox",
      "--host-resolver-rules=MAP evil.example 127.0.0.1",
      // Other browsers do not stop a page from calling this machine, as newer ones of this kind do.
      "--disable-features=BlockInsecurePrivateNetworkRequests,LocalNetworkAccessChecks",
    ],
  });
  try {
    const page = await browser.newPage();
    const visited = await page.goto(`http://evil.example:${port}/docs`);
    assert.equal(visited?.status(), 421);
    // What the attacker's own server has sent before the name was made to mean another machine.
    const attack = { contentType: "text/html", body: "<!doctype html><title>attack</title>" };
    await page.route("**/attack", (route) => route.fulfill(attack));
    await page.goto(`http://evil.example:${port}/attack`);
    const outcome = await page.evaluate(async () => {
      const read = await fetch("/api/sessions/export");
      const erased = await fetch("/api/sessions?confirm=delete-all", { method: "DELETE" });
      return { read: [read.status, await read.text()], erased: erased.status };
    });
    assert.deepEqual([outcome.read[0], outcome.erased], [421, 421]);
    assert.doesNotMatch(String(outcome.read[1]), /duration/);
    const list = await service.app.inject("/api/sessions");
    assert.equal(list.json().sessions.length, 1);

    // A page of another origin that asks for something without a body, as a form can.
    // The page is not shown the answer; the log has what became of the request.
    const failed = page.waitForEvent("requestfailed");
    await page.evaluate(
      (target) => void fetch(target, { method: "POST", mode: "no-cors" }).catch(() => {}),
      `http://127.0.0.1:${port}/api/train`,
    );
    await failed;
    assert.match(service.logText(), /"endpoint":"\/api\/train".*"status":403/);
  } finally {
    await browser.close();
    await service.close();
  }
});
