import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, type RequestListener, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { LAUNCHER } from "../../benchmarks/support/launcher.ts";
import type { Mirror, MirrorCounts } from "../../src/parity/proxy/mirror.ts";
import { cliFolder } from "../support/cli.ts";
import { eventually } from "../support/eventually.ts";
import { changeAt } from "../support/old-service/change.ts";
import { startOldService } from "../support/old-service/old-service.ts";
import { NOBODY, serve, standBetween } from "../support/parity-proxy.ts";

/** Waits until nothing is being compared any more. */
function settled(mirror: Mirror, counts: MirrorCounts): Promise<void> {
  const isSettled = () => isDeepStrictEqual(mirror.counts(), counts);
  return eventually(`${JSON.stringify(counts)} were counted`, isSettled, 5000);
}

const READS = ["/api/health", "/api/burnout-risk", "/api/optimal-schedule?sessions=6&day=today"];

describe("the proxy passes on", () => {
  test("status, headers and body both ways, without those of one connection", async () => {
    let seen: IncomingMessage | undefined;
    let sent = "";
    await using old = await serve(async (asked, answer) => {
      seen = asked;
      for await (const chunk of asked) sent += String(chunk);
      answer.writeHead(299, "Odd", [
        ...["X-Two", "a", "X-Two", "b", "Connection", "close, x-secret", "X-Secret", "1"],
        ...["Content-Type", "text/plain", "Keep-Alive", "timeout=9"],
      ]);
      answer.end("ž".repeat(70_000));
    });
    await using proxy = await standBetween(old.address, NOBODY);
    const { port } = new URL(proxy.address);
    const answer = await new Promise<IncomingMessage>((resolve) => {
      const call = request({
        ...{ host: "127.0.0.1", port, method: "PUT", path: "/any/thing?x=%20&x=2" },
        headers: { Connection: "x-hop", "X-Hop": "1", "X-Request-ID": "r1", TE: "trailers" },
      });
      call.once("response", resolve);
      call.write("one,");
      call.end("two");
    });
    let text = "";
    for await (const chunk of answer.setEncoding("utf8")) text += String(chunk);
    assert.equal(text, "ž".repeat(70_000));
    assert.deepEqual([answer.statusCode, answer.statusMessage], [299, "Odd"]);
    assert.equal(answer.headers["x-two"], "a, b");
    assert.equal(answer.headers["x-secret"], undefined);
    assert.notEqual(answer.headers["keep-alive"], "timeout=9");
    assert.deepEqual([seen?.method, seen?.url, sent], ["PUT", "/any/thing?x=%20&x=2", "one,two"]);
    assert.equal(seen?.headers["x-request-id"], "r1");
    assert.equal(seen?.headers.host, `127.0.0.1:${port}`);
    assert.equal(seen?.headers.via, "1.1 pomodoro-ml-parity");
    for (const name of ["x-hop", "te"]) assert.equal(seen?.headers[name], undefined, name);
  });

  test("each piece as it comes, in both directions", async () => {
    const { promise: halfRead, resolve: onHalfRead } = Promise.withResolvers<void>();
    await using old = await serve(async (asked, answer) => {
      answer.write("first");
      await halfRead;
      for await (const chunk of asked) answer.write(chunk);
      answer.end();
    });
    await using proxy = await standBetween(old.address, NOBODY);
    // Neither end is there before the other has seen the beginning.
    const { port } = new URL(proxy.address);
    const call = request({ host: "127.0.0.1", port, method: "POST", path: "/x" });
    call.write("second");
    const answer = await new Promise<IncomingMessage>((resolve) => call.once("response", resolve));
    let text = "";
    for await (const chunk of answer.setEncoding("utf8")) {
      text += String(chunk);
      if (text === "first") {
        onHalfRead();
        call.end("third");
      }
    }
    assert.equal(text, "firstsecondthird");
  });

  test("an answer that breaks off as one that breaks off, and no answer as 502", async () => {
    await using old = await serve((_, answer) => {
      answer.writeHead(200, { "content-length": "10" });
      answer.write("12345", () => answer.destroy());
    });
    await using proxy = await standBetween(old.address, NOBODY);
    await assert.rejects(fetch(`${proxy.address}/api/health`).then((answer) => answer.text()));
    await using blind = await standBetween(NOBODY, old.address);
    assert.equal((await fetch(`${blind.address}/api/health`)).status, 502);
  });

  test("a client that leaves frees the old service, and the place it waited in", async () => {
    const asked = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    await using old = await serve(({ socket }) => {
      asked.resolve();
      socket.once("close", () => left.resolve());
    });
    await using proxy = await standBetween(old.address, NOBODY);
    const socket = connect(Number(new URL(proxy.address).port), "127.0.0.1");
    socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n");
    await asked.promise;
    socket.destroy();
    await left.promise;
    await settled(proxy.mirror, { mirrored: 0, dropped: 0, skipped: 1 });
  });
});

describe("the mirror", () => {
  test("shows reads to our service, never writes, and finds what differs", async () => {
    await using old = await startOldService({ defects: ["D40"] });
    await using fresh = await startOldService({
      change: (route, reply) =>
        route.id === "burnout_risk"
          ? { ...reply, body: changeAt(reply.body, ["risk_level"], () => "severe") }
          : reply,
    });
    await using proxy = await standBetween(old.address, fresh.address);
    const json = { method: "POST", headers: { "content-type": "application/json" } };
    const get = (path: string) => fetch(proxy.address + path).then((answer) => answer.text());
    for (const path of READS) {
      assert.equal(
        await get(path),
        await fetch(old.address + path).then((answer) => answer.text()),
      );
    }
    await get("/api/weekly-insights/2026-03-02");
    for (const path of ["/api/config/categories", "/api/train", "/api/ai/invalidate-cache"]) {
      assert.equal((await fetch(proxy.address + path, { ...json, body: "{}" })).status, 200);
    }
    await fetch(`${proxy.address}/api/sessions`, { ...json, body: "{}" });
    await fetch(`${proxy.address}/api/predict-quality`, { ...json, body: '{"hour":7}' });
    const counts = { mirrored: 5, dropped: 0, skipped: 4 };
    await settled(proxy.mirror, counts);
    assert.deepEqual(
      fresh.asked.toSorted(),
      [
        ...READS.map((path) => `GET ${path}`),
        "GET /api/weekly-insights/2026-03-02",
        "POST /api/predict-quality",
      ].toSorted(),
    );
    const found = await proxy.mirror.report();
    assert.equal(found?.report.verdict, "different");
    assert.deepEqual(found?.report.counts, { ours: 1, unexplained: 0, old: 1, science: 0 });
    assert.equal(found?.report.requests, 5);
    assert.ok(Number(found?.latency.new?.median) > 0);
  });

  test("finds nothing where nothing differs", async () => {
    await using old = await startOldService();
    await using proxy = await standBetween(old.address, old.address);
    for (const path of READS) await fetch(proxy.address + path).then((answer) => answer.text());
    await settled(proxy.mirror, { mirrored: READS.length, dropped: 0, skipped: 0 });
    const found = await proxy.mirror.report();
    assert.deepEqual(found?.report.differences, []);
  });
});

describe("our service", () => {
  const failures: Readonly<Record<string, RequestListener>> = {
    "is slow": () => {},
    fails: (_, answer) => answer.writeHead(500).end("no"),
    "breaks off": (asked) => asked.socket.destroy(),
    "sends no end": (_, answer) => {
      const flood = () => {
        while (!answer.destroyed && answer.write("x".repeat(100_000)));
      };
      answer.on("drain", flood);
      flood();
    },
  };

  for (const [what, listener] of Object.entries(failures)) {
    test(`${what}: every client gets the old service's answer, and what waits is bounded`, async () => {
      await using old = await startOldService();
      await using fresh = await serve(listener);
      await using proxy = await standBetween(old.address, fresh.address);
      const right = await fetch(`${old.address}/api/burnout-risk`).then((answer) => answer.text());
      for (let round = 0; round < 10; round += 1) {
        const texts = await Promise.all(
          Array.from({ length: 10 }, () =>
            fetch(`${proxy.address}/api/burnout-risk`).then((answer) => answer.text()),
          ),
        );
        assert.deepEqual(new Set(texts), new Set([right]));
      }
      const { mirrored, dropped } = proxy.mirror.counts();
      if (what === "is slow") assert.deepEqual([mirrored, dropped], [0, 36]);
      else await settled(proxy.mirror, { mirrored: 100 - dropped, dropped, skipped: 0 });
    });
  }
});

test("pomodoro-ml parity proxy reports when it is interrupted", async () => {
  using folder = cliFolder();
  await using old = await startOldService({ defects: ["D47"] });
  await using fresh = await startOldService();
  const args = ["parity", "proxy", "--old", old.address, "--new", fresh.address, "--port", "0"];
  const child = spawn(process.execPath, [LAUNCHER, ...args, "--report", "run.json"], {
    cwd: folder.path,
    env: { PATH: process.env.PATH },
    timeout: 60_000,
  });
  const [line] = await once(createInterface({ input: child.stderr }), "line");
  const address = /^(http:\S+) answers with what/.exec(String(line))?.[1];
  assert.ok(address);
  await fetch(`${address}/api/optimal-schedule`).then((answer) => answer.text());
  await eventually("our service was asked", () => fresh.asked.length > 0, 5000);
  child.kill("SIGINT");
  let text = "";
  for await (const chunk of child.stdout) text += String(chunk);
  assert.match(text, /^Same: 1 request/);
  const report = JSON.parse(readFileSync(join(folder.path, "run.json"), "utf8"));
  assert.equal(report.requests, 1);
  assert.equal(report.differences[0].field, "date");
});
