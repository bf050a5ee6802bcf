import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { Client } from "pg";
import type { Database, Executor } from "../../../src/db/database.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { openVersionFeed } from "../../../src/db/version-feed.ts";
import type { VersionFeed } from "../../../src/ports.ts";
import { idempotencyService } from "../../../src/sessions/idempotency-service.ts";
import { NOON } from "../../support/app.ts";
import { createPostgresDatabase, describePostgres } from "../../support/databases.ts";
import { eventually } from "../../support/eventually.ts";
import {
  type FaultyConnection,
  type FaultyNetwork,
  faultyNetwork,
} from "../../support/faulty-network.ts";
import { testClock } from "../../support/test-clock.ts";

const PROMISE_MS = 1000;
const WRITE = "insert into sessions (date, time) values ('2026-03-01', '10:00')";

describePostgres(() => {
  let created: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let network: FaultyNetwork;
  let database: Database;
  /** Writes past the faulty network, as another program does. */
  let other: Client;

  before(async () => {
    created = await createPostgresDatabase();
    const url = new URL(created.url);
    network = await faultyNetwork(url.hostname, Number(url.port || 5432));
    url.hostname = "127.0.0.1";
    url.port = String(network.port);
    // One connection, open from here on: what the tests do to the network is meant for the listener.
    database = await openDatabase(url.href, { poolSize: 1 });
    other = new Client({ connectionString: created.url });
    await other.connect();
  });
  after(async () => {
    await other.end();
    await database.close();
    await network.close();
    await created.drop();
  });

  /** Runs a test on a feed and the connection it listens on. */
  async function withFeed(
    run: (feed: VersionFeed, line: FaultyConnection) => Promise<void>,
  ): Promise<void> {
    const feed = await openVersionFeed(database);
    try {
      const line = network.connections.at(-1);
      assert.ok(line);
      await settle(feed);
      await run(feed, line);
    } finally {
      network.open = true;
      await feed.close();
    }
  }

  /** Waits until the feed answers at once. */
  async function settle(feed: VersionFeed): Promise<void> {
    await feed.current("default");
    const atOnce = () => typeof feed.current("default") === "number";
    await eventually("an answer at once", atOnce, 5000);
  }

  async function stored(): Promise<number> {
    const { rows } = await other.query(
      "select version::float8 as version from user_versions where user_id = 'default'",
    );
    return rows[0]?.version ?? 0;
  }

  async function writeAndAwait(feed: VersionFeed): Promise<void> {
    await other.query(WRITE);
    const expected = await stored();
    const isSeen = async () => (await feed.current("default")) === expected;
    await eventually("the write", isSeen, PROMISE_MS);
  }

  test("each call reads the table while the listener is disconnected, until it listens again", () =>
    withFeed(async (feed) => {
      network.open = false;
      await other.query(
        "select pg_terminate_backend(pid) from pg_stat_activity " +
          "where application_name = 'pomodoro-ml feed' and datname = current_database()",
      );
      const isGone = () => typeof feed.current("default") !== "number";
      await eventually("the loss is noticed", isGone, PROMISE_MS);
      for (let round = 0; round < 5; round += 1) {
        await other.query(WRITE);
        // Not "within a second": a feed that knows it is deaf may not answer from memory at all.
        assert.equal(await feed.current("default"), await stored());
      }
      network.open = true;
      await settle(feed);
      assert.equal(await feed.current("default"), await stored());
      await writeAndAwait(feed);
    }));

  test("a silent connection is trusted no longer than the promise of freshness allows", () =>
    withFeed(async (feed, line) => {
      line.freeze();
      await writeAndAwait(feed);
      await settle(feed);
      await writeAndAwait(feed);
    }));

  test("a write that is acknowledged as a repetition is visible at once, without a notification", () =>
    withFeed(async (feed, line) => {
      const clock = testClock(NOON);
      const request = { userId: "default", route: "POST /test", key: "repeated", body: null };
      const write = async (tx: Executor) => {
        await sql.raw(WRITE).execute(tx);
        return { status: 201, language: "en", body: null };
      };
      line.freeze();
      const elsewhere = await openDatabase(created.url);
      try {
        await idempotencyService({ database: elsewhere, clock }).once(request, write);
      } finally {
        await elsewhere.close();
      }
      const { replayed } = await idempotencyService({ database, clock }).once(request, write);
      assert.ok(replayed);
      assert.equal(await feed.current("default"), await stored());
    }));

  test("writes during the reconnect are not missed", () =>
    withFeed(async (feed, line) => {
      let interruptions = 0;
      feed.onInterruption?.(() => {
        interruptions += 1;
      });
      line.cut();
      await eventually("it is told of", () => interruptions > 0, PROMISE_MS);
      for (let round = 0; round < 20; round += 1) await writeAndAwait(feed);
      await settle(feed);
      assert.equal(await feed.current("default"), await stored());
    }));

  test("a feed that cannot connect at first reads versions from the table", async () => {
    network.open = false;
    const feed = await openVersionFeed(database);
    try {
      await other.query(WRITE);
      assert.equal(await feed.current("default"), await stored());
      network.open = true;
      await settle(feed);
      await writeAndAwait(feed);
    } finally {
      network.open = true;
      await feed.close();
    }
  });

  test("a message on the channel that is not a version is ignored", () =>
    withFeed(async (feed) => {
      const before = await feed.current("default");
      await other.query("select pg_notify('pomodoro_versions', 'x default')");
      await other.query("select pg_notify('pomodoro_versions', '')");
      await writeAndAwait(feed);
      assert.ok((await feed.current("default")) > before);
    }));

  test("closing leaves no connection", async () => {
    const listeners = async (): Promise<string[]> => {
      const { rows } = await other.query(
        "select pid from pg_stat_activity " +
          "where application_name = 'pomodoro-ml feed' and datname = current_database()",
      );
      return rows.map((row) => String(row.pid));
    };
    const before = new Set(await listeners());
    let ours: string | undefined;
    await withFeed(async () => {
      ours = (await listeners()).find((pid) => !before.has(pid));
    });
    assert.ok(ours !== undefined);
    const isGone = async () => !(await listeners()).includes(ours ?? "");
    await eventually("its connection ends", isGone, 5000);
  });
});
