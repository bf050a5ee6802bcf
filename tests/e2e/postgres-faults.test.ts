import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { LightMyRequestResponse } from "fastify";
import { Client } from "pg";
import { readConfig } from "../../src/config/read-config.ts";
import { startServer } from "../../src/http/server.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { NOON } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { type CachedApp, openCachedApp } from "../support/cached-app.ts";
import { eventually } from "../support/eventually.ts";
import { type FaultyNetwork, faultyNetwork } from "../support/faulty-network.ts";
import {
  missingPostgresServer,
  type OwnPostgres,
  openOwnPostgres,
} from "../support/own-postgres.ts";
import { testClock } from "../support/test-clock.ts";

/** A refused write is answered at the latest after this long: 5 s for a connection, and what the machine takes. */
const DEADLINE_MS = 8000;
/** Until everything is as before once the trouble is over. */
const RECOVERY_MS = 8000;
/** Past the time of the answers asked for here, and within their stale window. */
const PAST_TTL_MS = 330_000;
const KEPT = "/api/prediction/today";
const CONNECTIONS = 15;

const skip = missingPostgresServer() ?? false;

let hour = 0;
/** Sessions that acknowledged writes have stored; each is another one. */
class Person {
  readonly service: CachedApp;
  readonly acknowledged = new Set<string>();

  constructor(service: CachedApp) {
    this.service = service;
  }

  async write(): Promise<LightMyRequestResponse> {
    const start = new Date(Date.UTC(2025, 0, 1) + hour++ * 3_600_000).toISOString();
    const askedMs = performance.now();
    const answer = await this.service.ask({
      method: "POST",
      url: "/api/sessions",
      payload: sessionInput({ start }),
      headers: { "idempotency-key": start },
    });
    if (answer.statusCode === 201) this.acknowledged.add(answer.json().id);
    else {
      assert.equal(answer.statusCode, 503, answer.body);
      assert.equal(answer.json().code, "database_unavailable");
      assert.ok(Number(answer.headers["retry-after"]) > 0);
      assert.ok(performance.now() - askedMs < DEADLINE_MS, "in time");
    }
    return answer;
  }

  /** Once writes are taken again, everything acknowledged is there, each once, and nothing else from this test. */
  async recovers(): Promise<void> {
    await eventually(
      "writes are taken",
      async () => (await this.write()).statusCode === 201,
      RECOVERY_MS,
    );
    assert.equal((await this.service.ask({ url: "/readyz" })).statusCode, 200);
    const { sessions } = (await this.service.askAfresh({ url: "/api/sessions?limit=200" })).json();
    const stored = sessions.map(({ id }: { id: string }) => id);
    assert.equal(new Set(stored).size, stored.length);
    assert.deepEqual(
      [...this.acknowledged].filter((id) => !stored.includes(id)),
      [],
    );
  }
}

describe("PostgreSQL that", { skip }, () => {
  let postgres: OwnPostgres;
  let network: FaultyNetwork;
  let service: CachedApp;
  let person: Person;

  before(async () => {
    postgres = await openOwnPostgres({ max_connections: String(CONNECTIONS) });
    network = await faultyNetwork("127.0.0.1", postgres.port);
    service = await openCachedApp({ url: through(postgres, network.port) });
    person = new Person(service);
    assert.equal((await person.write()).statusCode, 201);
    assert.equal((await service.ask({ url: KEPT })).statusCode, 200);
  });
  after(async () => {
    await service.close();
    await network.close();
    await postgres.close();
  });

  /** The answer that memory has, although its time is over, says that it is old. */
  async function assertServedStale(): Promise<void> {
    const askedMs = performance.now();
    const answer = await service.ask({ url: KEPT });
    assert.equal(answer.statusCode, 200, answer.body);
    assert.match(String(answer.headers["cache-status"]), /fwd=stale/);
    assert.match(String(answer.headers.warning), /^110 /);
    assert.ok(performance.now() - askedMs < DEADLINE_MS);
  }

  /** Has the answer made anew, so that it is a known time old. */
  async function keepAnswer(): Promise<void> {
    await eventually(
      "a new answer is kept",
      async () => {
        service.clock.advance(2000);
        const headers = { "cache-control": "no-cache" };
        return (await service.ask({ url: KEPT, headers })).statusCode === 200;
      },
      RECOVERY_MS,
    );
    service.clock.advance(PAST_TTL_MS);
  }

  test("is killed and comes back: answers from memory, no write is lost", async () => {
    await keepAnswer();
    await postgres.kill();
    await assertServedStale();
    assert.equal((await person.write()).statusCode, 503);
    await assertServedStale();
    assert.equal((await service.ask({ url: "/readyz" })).statusCode, 503);
    assert.equal((await service.ask({ url: "/livez" })).statusCode, 200);
    await postgres.restart();
    await person.recovers();
  });

  test("is gone after a deletion that was carried out unnoticed: no stale answer brings it back", async () => {
    const id = (await person.write()).json().id;
    service.clock.advance(1000);
    const list = "/api/sessions?limit=3";
    const before = await service.ask({ url: list });
    assert.ok(before.body.includes(id));
    const other = new Client({ connectionString: postgres.url });
    await other.connect();
    // What a first try does whose sender is not told.
    await other.query("delete from sessions where id = $1", [id]);
    await other.end();
    person.acknowledged.delete(id);
    const again = await service.ask({ method: "DELETE", url: `/api/sessions/${id}` });
    assert.equal(again.statusCode, 404);
    await postgres.kill();
    try {
      const after = await service.ask({ url: list });
      assert.ok(!after.body.includes(id), `${after.statusCode} ${after.headers.warning}`);
    } finally {
      await postgres.restart();
    }
    await person.recovers();
  });

  test("swallows what is sent on the connections there are: they are given up", async () => {
    await person.write();
    for (const connection of network.connections) connection.freeze();
    await Promise.all([person.write(), person.write(), person.write()]);
    await person.recovers();
  });

  test("swallows everything: stale answers and refusals in time, then as before", async () => {
    await keepAnswer();
    network.isSilent = true;
    for (const connection of network.connections) connection.freeze();
    try {
      assert.equal((await person.write()).statusCode, 503);
      await assertServedStale();
    } finally {
      network.isSilent = false;
    }
    await person.recovers();
  });

  test("answers slowly: every answer is right", async () => {
    network.delayMs = 150;
    try {
      assert.equal((await person.write()).statusCode, 201);
      service.clock.advance(2000);
      const answer = await service.ask({ url: "/api/sessions?limit=1" });
      assert.equal(answer.statusCode, 200);
      assert.ok(!("warning" in answer.headers));
    } finally {
      network.delayMs = 0;
    }
    await person.recovers();
  });

  test("has no connection left: who finds none is refused, nothing else", async () => {
    await person.recovers();
    const others: Client[] = [];
    for (;;) {
      const other = new Client({ connectionString: postgres.url });
      other.on("error", () => {});
      const isConnected = await other.connect().then(
        () => true,
        () => false,
      );
      if (!isConnected) break;
      others.push(other);
    }
    const answers = await Promise.all(Array.from({ length: CONNECTIONS }, () => person.write()));
    assert.ok(answers.some(({ statusCode }) => statusCode === 503));
    for (const other of others) await other.end();
    await person.recovers();
  });

  test("has its rows locked by another program: a short wait is waited for, asking goes on", async () => {
    const other = new Client({ connectionString: postgres.url });
    await other.connect();
    await other.query("begin; select version from user_versions for update");
    const writing = person.write();
    service.clock.advance(PAST_TTL_MS);
    assert.equal((await service.askAfresh({ url: KEPT })).statusCode, 200);
    await other.query("commit");
    assert.equal((await writing).statusCode, 201);
    await other.end();
  });

  test("is down at the start is waited for", async () => {
    await postgres.kill();
    const lines: string[] = [];
    const clock = testClock(NOON);
    const destination = { write: (line: string) => lines.push(line) };
    const logger = createLogger({ level: "info", clock, privateMembers: new Set(), destination });
    const config = readConfig({
      DATABASE_URL: postgres.url.replace("root@", "root:hunter2@"),
      TIMEZONE: "UTC",
      PORT: "0",
      WORKERS: "1",
    });
    const starting = startServer(config, { clock, logger });
    await eventually("it waits", () => lines.join("").includes("DATABASE_AWAITED"), DEADLINE_MS);
    await postgres.restart();
    const server = await starting;
    assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
    await server.stop(0);
    assert.doesNotMatch(lines.join(""), /hunter2/);
    await person.recovers();
  });
});

describe("two PostgreSQL servers named in one URL", { skip }, () => {
  test("the standby takes over at its own address, with every acknowledged write", async () => {
    const postgres = await openOwnPostgres();
    try {
      const standby = await postgres.standby();
      const admin = new Client({ connectionString: postgres.url });
      await admin.connect();
      // An acknowledged write is on both: nothing can be lost with one.
      await admin.query("alter system set synchronous_standby_names = '*'");
      await admin.query("select pg_reload_conf()");
      await admin.end();

      // The standby is named first, and is not the one that is used while it takes no writes.
      const url = `postgresql://root@127.0.0.1:${standby.port},127.0.0.1:${postgres.port}/postgres`;
      const service = await openCachedApp({ url });
      const person = new Person(service);
      for (let n = 0; n < 5; n += 1) assert.equal((await person.write()).statusCode, 201);
      await postgres.kill();
      assert.equal((await person.write()).statusCode, 503);
      await standby.promote();
      await person.recovers();
      await service.close();
    } finally {
      await postgres.close();
    }
  });
});

function through({ url }: OwnPostgres, port: number): string {
  const led = new URL(url);
  led.port = String(port);
  return led.href;
}
