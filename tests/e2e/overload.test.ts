import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { after, before, describe, test } from "node:test";
import { createAdmissionControl } from "../../src/http/overload/admission-control.ts";
import { createRequestPipeline } from "../../src/http/request-pipeline.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { eventually } from "../support/eventually.ts";
import { get, openPipeline, type Pipeline, type RawAnswer } from "../support/pipeline.ts";
import { readScrape } from "../support/scrape.ts";
import { slowProbes, TAKES } from "../support/slow-probes.ts";

const KEPT = "/api/analysis";
/** Costs work whether its answer is kept or not. */
const COMPUTED = get("/api/config/categories", "Cache-Control: no-cache");
const PROBES = ["/livez", "/readyz", "/health", "/api/health", "/metrics"];

/** A probe, which is always begun at once, and takes so long on the clock that the service goes by. */
function busy(ms: number): string {
  return get("/metrics", `${TAKES}: ${ms}`);
}

function statuses(answers: readonly RawAnswer[]): number[] {
  return answers.map(({ status }) => status);
}

async function shed({ app }: TestApp): Promise<number> {
  const { body } = await app.inject({ url: "/metrics" });
  return readScrape(body).series.get("ml_requests_shed_total") ?? Number.NaN;
}

/** After 50 ms the turn answers nothing more at once; the first in the queue has then waited for the given time. */
function overload(waitedMs = 300): string[] {
  return [busy(50), COMPUTED, busy(waitedMs)];
}

for (const setting of ["on", "off"]) {
  describe(`more requests than can be answered, with the fast path ${setting}`, () => {
    let service: TestApp;
    let line: Pipeline;

    before(async () => {
      service = await openTestApp({
        logLevel: "info",
        env: { POMODORO_FAST_PATH: setting },
        onRoute: slowProbes(() => service.clock),
      });
      await service.app.listen({ port: 0, host: "127.0.0.1" });
      line = await openPipeline(service.app.listeningOrigin);
      await line.ask(get(KEPT));
    });
    after(async () => {
      line.end();
      await service.close();
    });

    test("wait in the queue, and are all answered while nobody waits long", async () => {
      const many = Array<string>(50).fill(COMPUTED);
      const answers = await line.ask(...overload(299), ...many);
      assert.deepEqual(new Set(statuses(answers)), new Set([200]));
    });

    test("are refused when the first in the queue has waited too long; the first itself is answered", async () => {
      const answers = await line.ask(...overload(), COMPUTED, get("/nowhere"));
      assert.deepEqual(statuses(answers), [200, 200, 200, 503, 503]);
    });

    test("do not keep probes from being answered at once", async () => {
      const probes = PROBES.map((path) => get(path));
      const answers = await line.ask(...overload(10_000), get(KEPT), ...probes);
      assert.deepEqual(statuses(answers).slice(3), [503, ...PROBES.map(() => 200)]);
    });

    test("are told so in a page that asks again by itself, where a person reads it", async () => {
      const asked = get("/ui/week", "Accept: text/html,*/*;q=0.8", "Accept-Language: cs");
      const refused = (await line.ask(...overload(), asked)).at(-1);
      const { status, headers, body } = refused ?? { headers: new Map(), body: "" };
      assert.deepEqual([status, headers.get("content-type")], [503, "text/html; charset=utf-8"]);
      assert.match(String(headers.get("refresh")), /^[123]$/);
      assert.equal(headers.get("refresh"), headers.get("retry-after"));
      assert.match(body, /<html lang="cs">.*<h1>Služba je přetížená<\/h1>/s);
      assert.ok(body.includes(headers.get("x-request-id") ?? "none"));
      assert.ok(body.endsWith("</html>\n"));
    });

    test("are told when to come back, in a problem document with all usual headers", async () => {
      const [usual] = await line.ask(get("/nowhere"));
      const asked = get(
        "/api/sessions?category=private",
        ...["Accept-Language: cs", "X-Request-ID: mine"],
        "traceparent: 00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
      );
      const refused = (await line.ask(...overload(), asked)).at(-1);
      assert.ok(refused !== undefined && usual !== undefined);
      const { headers } = refused;
      assert.equal(headers.get("content-type"), "application/problem+json; charset=utf-8");
      assert.equal(headers.get("cache-control"), "no-store");
      assert.equal(headers.get("content-language"), "cs");
      assert.equal(headers.get("x-request-id"), "mine");
      assert.match(headers.get("traceparent") ?? "", /^00-0123456789abcdef0123456789abcdef-/);
      const absent = [...usual.headers.keys()].filter((name) => !headers.has(name));
      assert.deepEqual(absent, [], "an ordinary failure has these");
      const detail =
        "Přichází víc požadavků, než kolik jich služba stihne zodpovědět. Nic se nezměnilo; zkuste to za pár sekund znovu.";
      assert.deepEqual(JSON.parse(refused.body), {
        type: "urn:pomodoro-ml:error:overloaded",
        title: "Služba je přetížená",
        status: 503,
        detail,
        instance: "/api/sessions",
        code: "overloaded",
        request_id: "mine",
        error: detail,
      });
    });

    test("are not told to come back together", async () => {
      const answers = await line.ask(...overload(), ...Array<string>(9).fill(COMPUTED));
      const seconds = answers.slice(3).map(({ headers }) => headers.get("retry-after"));
      assert.deepEqual(seconds.sort(), ["1", "1", "1", "2", "2", "2", "3", "3", "3"]);
    });

    test("are counted, and not logged one by one", async () => {
      const before = await shed(service);
      const logged = service.logText().length;
      await line.ask(...overload(), ...Array<string>(50).fill(COMPUTED));
      assert.equal(await shed(service), before + 50);
      const added = service.logText().slice(logged);
      const lines = added.split("\n").filter((text) => text.includes("request_completed"));
      assert.equal(lines.length, 1, "that of the one answered");
    });

    test("are no more as soon as nobody waits", async () => {
      await line.ask(...overload(), COMPUTED);
      const answers = await line.ask(...Array<string>(20).fill(COMPUTED));
      assert.deepEqual(new Set(statuses(answers)), new Set([200]));
    });

    test("and whose bodies are long lose their connection, so that nobody reads on", async () => {
      using other = await openPipeline(service.app.listeningOrigin);
      const head =
        "POST /api/sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv";
      const upload = `${head}\r\nContent-Length: 1000000\r\n\r\nid`;
      const refused = (await other.ask(...overload(), upload)).at(-1);
      assert.equal(refused?.status, 503);
      assert.equal(refused.headers.get("connection"), "close");
    });
  });
}

describe("requests that wait for something slow", () => {
  test("are bounded, and those whose clients leave do not count", async () => {
    await using opened = new AsyncDisposableStack();
    const service = await openTestApp();
    opened.defer(() => service.close());
    const { clock, dependencies } = service;
    const waiting: ServerResponse[] = [];
    const gate = createAdmissionControl({
      ...{ clock, logger: dependencies.logger, metrics: dependencies.metrics },
      pipeline: createRequestPipeline(dependencies),
      isDraining: () => false,
      limits: {
        turnMs: 20,
        perTurn: 8,
        maxWaitMs: 200,
        maxInFlight: 2,
        maxInFlightWhenBusy: 2,
      },
    });
    const handler = gate.before((request, response) => {
      if (request.url === "/slow") waiting.push(response);
      else response.end();
    });
    const server = opened.use(createServer(handler).listen(0, "127.0.0.1"));
    await once(server, "listening");
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const lines = await Promise.all(
      [1, 2, 3].map(() => openPipeline(`http://127.0.0.1:${address.port}`)),
    );
    // Ended before the server that waits for them.
    for (const each of lines) opened.use(each);
    const [one, two, three] = lines;
    assert.ok(one !== undefined && two !== undefined && three !== undefined);
    one.send(get("/slow"));
    two.send(get("/slow"));
    await eventually("both wait", () => waiting.length === 2, 5000);
    const isFull = async () => (await three.ask(get("/quick")))[0]?.status === 503;
    await eventually("there is no room", isFull, 5000);
    assert.deepEqual(statuses(await three.ask(get("/quick"), get("/livez"))), [503, 200]);

    two.end();
    const isAnswered = async () => (await three.ask(get("/quick")))[0]?.status === 200;
    await eventually("there is room again", isAnswered, 5000);
    three.send(get("/slow"));
    await eventually("the third waits", () => waiting.length === 3, 5000);
    for (const response of waiting) response.end();
    await eventually("nobody waits", () => waiting.every(({ closed }) => closed), 5000);
    assert.deepEqual(statuses(await one.ask(get("/quick"))).at(-1), 200);
  });
});
