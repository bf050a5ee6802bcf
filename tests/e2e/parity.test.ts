import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { cliFolder } from "../support/cli.ts";
import { changeAt } from "../support/old-service/change.ts";
import { startOldService } from "../support/old-service/old-service.ts";

const folder = cliFolder();
after(() => folder[Symbol.dispose]());

/** Two stand-ins of the old service, the second with a forecast that is never so. */
async function pair() {
  const old = await startOldService({ defects: ["D40"] });
  const fresh = await startOldService({
    change: (route, reply) =>
      route.id === "health"
        ? { ...reply, body: changeAt(reply.body, ["database"], () => "gone") }
        : reply,
  });
  return {
    old,
    fresh,
    close: () => Promise.all([old[Symbol.asyncDispose](), fresh[Symbol.asyncDispose]()]),
  };
}

describe("pomodoro-ml parity", () => {
  test("a service against itself is the same, with exit code 0, and nothing was written", async () => {
    await using old = await startOldService();
    const both = ["--old", old.address, "--new", old.address];
    const { code, stdout, stderr } = await folder.run(["parity", ...both, "--json"]);
    const report = JSON.parse(stdout);
    assert.deepEqual(Object.keys(report), ["verdict", "requests", "differences", "counts"]);
    assert.deepEqual(report.counts, { ours: 0, unexplained: 0, old: 0, science: 0 });
    assert.equal(report.verdict, "same", JSON.stringify(report.differences[0]));
    assert.ok(report.requests > 80);
    assert.equal(code, 0);
    assert.match(stderr, /--writes includes them/);
    assert.deepEqual(
      old.asked.filter((call) => /categories$|train|invalidate/.test(call)),
      [],
    );
  });

  test("says what differs in all its formats, verdict first, with exit code 1", async () => {
    const { old, fresh, close } = await pair();
    try {
      const both = ["--old", old.address, "--new", fresh.address, "--writes"];
      const { code, stdout } = await folder.run([
        ...["parity", ...both, "--json"],
        ...["--html", "report.html", "--markdown", "report.md"],
      ]);
      assert.equal(code, 1);
      const { verdict, differences, counts } = JSON.parse(stdout);
      assert.equal(verdict, "different");
      assert.equal(counts.ours, 1);
      assert.ok(counts.old > 0 && counts.unexplained === 0 && counts.science === 0);
      assert.deepEqual(
        differences.find((one: { class: string }) => one.class === "ours"),
        {
          route: "GET /api/health",
          request: "GET /api/health",
          field: "database",
          old: "connected",
          new: "gone",
          class: "ours",
          reason: "Older clients do not know this value: it is not in the contract.",
        },
      );
      assert.ok(fresh.asked.includes("POST /api/train"));
      const markdown = readFileSync(join(folder.path, "report.md"), "utf8");
      assert.match(markdown.split("\n")[2] ?? "", /^\*\*Different: \d+ requests/);
      assert.match(markdown, /- Ours is wrong: 1\n- Unexplained: 0\n/);
      assert.match(markdown, /- The old service: median [\d.]+ ms, 95th percentile [\d.]+ ms/);
      assert.match(markdown, /\| GET \/api\/health \| database \| connected \| gone \| 1 \|/);
      const html = readFileSync(join(folder.path, "report.html"), "utf8");
      assert.match(html, /<strong>Different: /);
      assert.match(html, /<td>database<\/td><td>connected<\/td><td>gone<\/td>/);
    } finally {
      await close();
    }
  });

  test("asks what was recorded, and accepts and tolerates what the team says", async () => {
    const { old, fresh, close } = await pair();
    const log = [
      { event_type: "request", context: { method: "GET", path: "/api/health" } },
      { event_type: "request", context: { method: "GET", path: "/api/health" } },
      { event_type: "request", context: { method: "POST", path: "/api/sessions" } },
      { event_type: "request", context: { method: "POST", path: "/api/train" } },
      { event_type: "ML_SERVICE_READY" },
    ];
    const entry = (method: string, path: string, text?: string) => ({
      request: { method, url: `http://web${path}`, ...(text ? { postData: { text } } : {}) },
    });
    const har = {
      log: {
        entries: [
          entry("GET", "/api/trends?days=30"),
          entry("POST", "/api/predict-quality", '{"hour":9}'),
          entry("GET", "/static/app.js"),
          entry("GET", "/api/ai/next-session-suggestion?categories=A,B"),
        ],
      },
    };
    const accepted = {
      id: "T1",
      class: "old",
      routes: ["health"],
      fields: ["database"],
      new: ["connected"],
      reason: { en: "the other one is away", cs: "druhá není" },
    };
    writeFileSync(
      join(folder.path, "access.log"),
      log.map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
    writeFileSync(join(folder.path, "web.har"), JSON.stringify(har));
    writeFileSync(join(folder.path, "accept.json"), JSON.stringify([accepted]));
    try {
      // The service with the odd word is the old one here, so that accepting it is up to the team.
      const both = ["--old", fresh.address, "--new", old.address];
      const replay = (...more: string[]) =>
        folder.run(["parity", ...both, "--json", "--replay", ...more]);
      const one = await replay("access.log");
      assert.equal(one.code, 1);
      assert.equal(JSON.parse(one.stdout).requests, 1);
      assert.match(one.stderr, /3 lines were left out/);
      const two = await replay("access.log", "--accept", "accept.json");
      assert.equal(two.code, 0);
      assert.equal(JSON.parse(two.stdout).differences[0].reason, "T1: the other one is away");
      const three = await replay("web.har");
      assert.equal(JSON.parse(three.stdout).requests, 2);
      assert.ok(old.asked.includes("GET /api/trends?days=30"));
      assert.ok(!old.asked.some((call) => call.includes("categories=")));
    } finally {
      await close();
    }
  });

  test("a service that is not there is a difference, and none of ours is asked for twice", async () => {
    await using old = await startOldService();
    const { code, stdout } = await folder.run([
      ...["parity", "--old", old.address, "--new", "http://127.0.0.1:1", "--json"],
    ]);
    assert.equal(code, 1);
    const { requests, counts, differences } = JSON.parse(stdout);
    assert.equal(counts.ours, requests);
    assert.equal(differences[0].new, "unreachable");
  });

  for (const [args, complaint] of [
    [["--old", "x", "--new", "http://a"], /--old needs an address/],
    [["--old", "http://a"], /Missing required argument: --new/],
    [["--old", "http://a", "--new", "http://b", "--deadline", "0"], /--deadline needs/],
    [["prxy", "--old", "http://a", "--new", "http://b"], /Unexpected argument prxy/],
  ] as const) {
    test(`asked wrongly: ${args.join(" ")}`, async () => {
      const { code, stderr } = await folder.run(["parity", ...args]);
      assert.equal(code, 2);
      assert.match(stderr, complaint);
    });
  }

  test("a file that is none is said in one line", async () => {
    const both = ["--old", "http://127.0.0.1:1", "--new", "http://127.0.0.1:1"];
    writeFileSync(join(folder.path, "odd.json"), '[{"id":"x"}]');
    for (const [args, complaint] of [
      [["--replay", "none.log"], /none\.log cannot be read: there is no such file/],
      [["--accept", "odd.json"], /odd\.json: /],
      [["--tolerances", "none.json"], /none\.json cannot be read/],
    ] as const) {
      const { code, stderr } = await folder.run(["parity", ...both, ...args]);
      assert.equal(code, 1);
      assert.match(stderr, complaint);
      assert.doesNotMatch(stderr, /unexpected failure/);
    }
  });
});
