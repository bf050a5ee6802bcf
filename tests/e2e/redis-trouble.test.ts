import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestSqlite } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { type FaultyNetwork, faultyNetwork } from "../support/faulty-network.ts";
import { missingRedisServer, type OwnRedis, openOwnRedis } from "../support/own-redis.ts";
import {
  askMuch,
  type Durations,
  openReplicaPair,
  type ReplicaPair,
} from "../support/replica-pair.ts";
import { readScrape } from "../support/scrape.ts";

interface Stage {
  readonly redis: OwnRedis;
  readonly network: FaultyNetwork;
}

interface Trouble {
  readonly name: string;
  begin(stage: Stage): Promise<void> | void;
  end(stage: Stage): Promise<void> | void;
}

function cutAll({ connections }: FaultyNetwork): void {
  for (const connection of connections) connection.cut();
}

/** In all of these Redis does not answer in time. */
const TROUBLES: readonly Trouble[] = [
  {
    name: "dies and comes back empty",
    begin: ({ redis }) => redis.kill(),
    end: ({ redis }) => redis.restart(),
  },
  {
    name: "refuses connections",
    begin({ network }) {
      network.open = false;
      cutAll(network);
    },
    end({ network }) {
      network.open = true;
    },
  },
  {
    name: "takes 500 ms for every command",
    begin({ network }) {
      network.delayMs = 500;
    },
    end({ network }) {
      network.delayMs = 0;
    },
  },
  {
    name: "accepts connections and never answers",
    begin: ({ redis }) => redis.freeze(),
    end: ({ redis }) => redis.resume(),
  },
  {
    name: "is behind a network that loses every packet without a word, for ever on old connections",
    begin({ network }) {
      network.isSilent = true;
      for (const connection of network.connections) connection.freeze();
    },
    end({ network }) {
      network.isSilent = false;
    },
  },
];

const skip = (await missingRedisServer()) ?? false;

describe("while Redis does not answer", { skip }, () => {
  let stage: Stage;
  let pair: ReplicaPair;
  let asked = 0;
  let written = 0;
  before(async () => {
    const redis = await openOwnRedis();
    stage = { redis, network: await faultyNetwork("127.0.0.1", redis.port) };
    pair = await openReplicaPair(openTestSqlite, `redis://127.0.0.1:${stage.network.port}`);
    await pair.one.write("alice");
    written = 1;
  });
  after(async () => {
    await pair.close();
    await stage.network.close();
    await stage.redis.close();
  });

  async function ask(count: number): Promise<Durations> {
    asked += count;
    return askMuch(pair.one, pair.clock, { start: asked, count });
  }

  /**
   * Waiting for Redis would show in every round; a moment in which the machine was busy shows in one, or in what
   * does not ask Redis too. Below a few milliseconds the machine's own noise is what is measured.
   */
  async function assertQuick(healthyMs: number): Promise<void> {
    const rounds: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { p99Ms, afreshP99Ms } = await ask(40);
      const boundMs = 2 * Math.max(healthyMs, afreshP99Ms, 12.5);
      if (p99Ms <= boundMs) return;
      rounds.push(`${p99Ms} > ${boundMs}`);
    }
    assert.fail(`p99 in ms: ${rounds.join(", ")}`);
  }

  /** To operators; the service is ready either way. */
  async function assertSaid(state: "up" | "down"): Promise<void> {
    const readiness = await pair.one.get("/readyz");
    assert.equal(readiness.status, 200);
    assert.equal(JSON.parse(readiness.body).checks.redis_cache, state);
    const { series } = readScrape((await pair.one.get("/metrics")).body);
    assert.equal(series.get("ml_cache_shared_up"), state === "up" ? 1 : 0);
  }

  /** Answers of one replica are found by the other. */
  async function assertShared(): Promise<void> {
    const { one, other } = pair;
    await eventually(
      "the other finds what one has made",
      async () => {
        const url = `/api/prediction/today?date=${new Date(++asked * 86_400_000).toISOString().slice(0, 10)}`;
        assert.equal((await one.get(url)).from, "made");
        return (await other.get(url)).from === "shared";
      },
      5000,
    );
  }

  for (const { name, begin, end } of TROUBLES) {
    test(`because it ${name}: every answer is right and quick, and pending deletions are carried out`, async () => {
      const { one, other, clock } = pair;
      await pair.eventuallyRedisIs("up");
      await assertShared();
      await assertSaid("up");
      await ask(16);
      const { p99Ms: healthyMs } = await ask(40);
      await one.get("/api/analysis");
      await eventually("kept", async () => (await other.get("/api/analysis")).from !== "made", 999);

      const beginning = Promise.resolve(begin(stage));
      try {
        await ask(16);
        await beginning;
        await pair.eventuallyRedisIs("down");
        await assertSaid("down");
        await assertQuick(healthyMs);
        await one.write("alice");
        const count = await one.countedSessions("alice");
        written += 1;
        assert.equal(count, written, "one's own write");
        await eventually(
          "seen by the other",
          async () => (await other.countedSessions("alice")) === count,
          1000,
        );
        await one.get("/api/analysis");
        await other.get("/api/analysis");
        const deletion = await one.send("DELETE", "/api/cache/entries?user=alice");
        assert.equal(deletion.status, 200, deletion.body);
        assert.equal((await one.get("/api/analysis")).from, "made", "not what was to be deleted");
        assert.equal((await one.redis()).pending_deletions, 1);
      } finally {
        await end(stage);
      }
      await eventually(
        "pending deletions are carried out, and the other is told",
        async () => {
          clock.advance(1001);
          return (
            (await one.redis()).pending_deletions === 0 &&
            !/^(hit|local)$/.test((await other.get("/api/analysis")).from)
          );
        },
        10_000,
      );
      await pair.eventuallyRedisIs("up");
      await assertShared();
    });
  }
});

describe("a Redis that is down at the start", { skip }, () => {
  test("delays and fails nothing, and is used as soon as it is there", async () => {
    const redis = await openOwnRedis();
    await redis.kill();
    const pair = await openReplicaPair(openTestSqlite, `redis://127.0.0.1:${redis.port}`);
    try {
      assert.equal((await pair.one.redis()).state, "down");
      await askMuch(pair.one, pair.clock, { start: 0, count: 32 });
      await redis.restart();
      await pair.eventuallyRedisIs("up");
      await askMuch(pair.one, pair.clock, { start: 100, count: 32 });
      await pair.other.get("/api/analysis", "somebody");
      await eventually(
        "shared",
        async () => (await pair.one.get("/api/analysis", "somebody")).from !== "made",
        1000,
      );
    } finally {
      await pair.close();
      await redis.close();
    }
  });
});
