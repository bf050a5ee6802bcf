import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { newSession, sessionInput } from "../support/builders.ts";
import { type CachedApp, neverRenewed, openCachedApp, USER_HEADER } from "../support/cached-app.ts";
import { describePostgres, type OpenedDatabase, openTestPostgres } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { type FaultyNetwork, faultyNetwork } from "../support/faulty-network.ts";
import { storeSessions } from "../support/stored-histories.ts";

const ASKED = "/api/analysis";
/** Answered from a profile or settings alone. */
const NEVER_ASKED = [
  "/api/prediction/today",
  "/api/prediction/week",
  "/api/recommendation",
  "/api/recommendation?current_hour=9&current_day=1",
  "/api/insights/summary",
  "/api/trends",
  "/api/optimal-schedule",
  "/api/burnout-risk",
  "/api/models",
  "/api/settings",
];
/** Their window is 300 s and 60 s more. */
const SHORT = "/api/prediction/today";
/** Of rows that are in no memory. */
const OF_ROWS = ["/api/sessions", "/api/days", "/api/wellness"];

const DAY_MS = 86_400_000;
/** 2.5 s are waited for once, and a busy machine takes its time. */
const DEADLINE_MS = 8000;

function cut(network: FaultyNetwork): void {
  network.open = false;
  for (const each of network.connections) each.cut();
}

describePostgres(() => {
  let database: OpenedDatabase;
  let network: FaultyNetwork;
  let url: string;
  before(async () => {
    database = await openTestPostgres();
    const led = new URL(database.url);
    network = await faultyNetwork(led.hostname, Number(led.port || 5432));
    led.hostname = "127.0.0.1";
    led.port = String(network.port);
    url = led.href;
  });
  after(async () => {
    await network.close();
    await database.close();
  });

  describe("while PostgreSQL is away, a person whose profile is in memory", () => {
    let service: CachedApp;
    before(async () => {
      service = await openCachedApp({ url, overrides: { pause: neverRenewed } });
    });
    after(() => service.close());

    const ask = (asked: string, user: string, sent: InjectOptions = {}) =>
      service.ask({ url: asked, ...sent, headers: { ...sent.headers, [USER_HEADER]: user } });

    /** Has sessions, and a profile in memory. */
    async function known(user: string): Promise<void> {
      const nowMs = service.clock.now();
      const sessions = Array.from({ length: 40 }, (_, index) =>
        newSession({ userId: user, startedAtMs: nowMs - (index + 1) * (DAY_MS / 2), rating: 70 }),
      );
      await storeSessions(service.dependencies, sessions);
      assert.equal((await ask(ASKED, user)).statusCode, 200);
      service.clock.advance(1);
    }

    /** From the moment on at which it is noticed that a version may have been missed. */
    async function during(
      trouble: () => void,
      user: string,
      work: () => Promise<void>,
    ): Promise<void> {
      trouble();
      const { profileService } = service.dependencies;
      const isNoticed = () =>
        profileService.now(user).then(
          () => false,
          () => true,
        );
      try {
        await eventually("the trouble is noticed", isNoticed, DEADLINE_MS);
        await work();
      } finally {
        network.open = true;
        network.isSilent = false;
        for (const each of network.connections) each.cut();
        await eventually(
          "PostgreSQL is back",
          async () => {
            service.clock.advance(1000);
            return (await ask("/api/sessions", "probe")).statusCode === 200;
          },
          DEADLINE_MS,
        );
      }
    }

    async function assertStale(asked: string, user: string, age: string): Promise<string> {
      const answer = await ask(asked, user);
      assert.equal(answer.statusCode, 200, `${asked}: ${answer.body}`);
      assert.match(String(answer.headers.warning), /^110 /, asked);
      assert.match(String(answer.headers["cache-status"]), /fwd=stale/, asked);
      assert.equal(answer.headers.age, age, asked);
      return answer.body;
    }

    async function assertRefused(asked: string, user: string, sent?: InjectOptions) {
      const answer = await ask(asked, user, sent);
      assert.equal(answer.statusCode, 503, `${asked}: ${answer.body}`);
      assert.equal(answer.json().code, "database_unavailable");
      assert.ok(Number(answer.headers["retry-after"]) > 0);
    }

    test("gets what was never asked before, marked, and the same as if PostgreSQL were there", async () => {
      await known("ann");
      const answers = new Map<string, string>();
      await during(
        () => cut(network),
        "ann",
        async () => {
          service.clock.advance(60_000);
          for (const asked of NEVER_ASKED) {
            answers.set(asked, await assertStale(asked, "ann", "60"));
            assert.equal(await assertStale(asked, "ann", "60"), answers.get(asked), "and again");
          }
          for (const asked of OF_ROWS) await assertRefused(asked, "ann");
          const payload = sessionInput();
          await assertRefused("/api/sessions", "ann", { method: "POST", payload });
          // An address that is known, and another language.
          const czech = await ask(SHORT, "ann", { headers: { "accept-language": "cs" } });
          assert.deepEqual([czech.statusCode, czech.headers["content-language"]], [200, "cs"]);
          // A request that is wrong is wrong all the same.
          const wrong = await ask("/api/recommendation?current_hour=99", "ann");
          assert.ok(wrong.statusCode === 400 || wrong.statusCode === 422, wrong.body);
          for (const asked of NEVER_ASKED) {
            const headers = { [USER_HEADER]: "ann" };
            network.open = true;
            const afresh = await service.askAfresh({ url: asked, headers });
            assert.equal(afresh.body, answers.get(asked), asked);
          }
        },
      );
      const later = await ask("/api/prediction/today", "ann");
      assert.equal(later.statusCode, 200);
      assert.ok(!("warning" in later.headers), "nothing is marked once it is back");
    });

    test("gets nothing older than the window that the route declares", async () => {
      await known("bob");
      await during(
        () => cut(network),
        "bob",
        async () => {
          // An answer's time ends up to a tenth of it early.
          service.clock.advance(329_500);
          await assertStale(SHORT, "bob", "329");
          service.clock.advance(30_500);
          await assertRefused(SHORT, "bob");
          await assertStale("/api/burnout-risk", "bob", "360");
        },
      );
    });

    test("gets nothing from before what was last acknowledged, nor a stranger anything", async () => {
      await known("cara");
      const payload = sessionInput();
      const written = await ask("/api/sessions", "cara", { method: "POST", payload });
      assert.equal(written.statusCode, 201);
      await during(
        () => cut(network),
        "cara",
        async () => {
          for (const asked of NEVER_ASKED) await assertRefused(asked, "cara");
          for (const asked of NEVER_ASKED) await assertRefused(asked, "nobody");
        },
      );
    });

    test("waits for a network that swallows everything once, and then not at all", async () => {
      await known("dan");
      const swallow = () => {
        network.isSilent = true;
        for (const each of network.connections) each.freeze();
      };
      await during(swallow, "dan", async () => {
        const askedMs = performance.now();
        await assertStale(SHORT, "dan", "0");
        for (const asked of NEVER_ASKED) await assertStale(asked, "dan", "0");
        assert.ok(performance.now() - askedMs < DEADLINE_MS, `${performance.now() - askedMs} ms`);
      });
    });
  });

  describe("while PostgreSQL is away, an API key", () => {
    let service: TestApp;
    before(async () => {
      service = await openTestApp({ url, env: { POMODORO_AUTH: "keys" } });
    });
    after(async () => {
      await service.close();
    });

    const makeKey = async (userId: string) =>
      service.dependencies.keyService.create({
        ...{ name: "test", userId, scopes: ["read", "write"], lifeMs: undefined },
      });
    const status = async (key: string, asked: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await throughServer(service.app, { url: asked, headers })).statusCode;
    };

    test("that was good lately lets its holder in for five minutes, one that is taken away does not", async () => {
      const [kept, revoked, unused] = [
        await makeKey("ada"),
        await makeKey("ada"),
        await makeKey("ada"),
      ];
      assert.equal(await status(revoked.key, ASKED), 200);
      service.clock.advance(1000);
      await service.dependencies.keyService.revoke(revoked.id);
      assert.equal(await status(kept.key, ASKED), 200);
      service.clock.advance(1);
      cut(network);
      try {
        assert.equal(await status(kept.key, "/api/prediction/today"), 200);
        assert.equal(await status(kept.key, "/api/sessions"), 503);
        assert.equal(await status(revoked.key, ASKED), 503);
        assert.equal(await status(unused.key, ASKED), 503);
        service.clock.advance(299_000);
        assert.equal(await status(kept.key, ASKED), 200);
        service.clock.advance(1000);
        assert.equal(await status(kept.key, ASKED), 503);
      } finally {
        network.open = true;
      }
      const isLetIn = async () => (await status(kept.key, ASKED)) === 200;
      await eventually("it is let in again", isLetIn, DEADLINE_MS);
      assert.equal(await status(revoked.key, ASKED), 401);
    });
  });
});
