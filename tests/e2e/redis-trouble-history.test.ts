import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { forEachDatabase, type OpenTestDatabase, openTestSqlite } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { type FaultyNetwork, faultyNetwork } from "../support/faulty-network.ts";
import { missingRedisServer, type OwnRedis, openOwnRedis } from "../support/own-redis.ts";
import { openRedisCluster } from "../support/redis-cluster.ts";
import { openReplicaPair, type Replica, type ReplicaPair } from "../support/replica-pair.ts";

const skip = (await missingRedisServer()) ?? false;
const USERS = ["alice", "bob"] as const;

/** People who write and read until it is over. */
interface Life {
  isOver: boolean;
  /** Acknowledged, by user. */
  readonly written: Map<string, number>;
}

/**
 * Somebody writes through one replica and reads from both, without a pause.
 *
 * What is read never goes back, and at the replica that acknowledged a write it has that write.
 */
async function live(pair: ReplicaPair, user: string, life: Life): Promise<void> {
  const seen = new Map<Replica, number>();
  const read = async (replica: Replica, atLeast: number): Promise<void> => {
    const count = await replica.countedSessions(user);
    const before = seen.get(replica) ?? 0;
    assert.ok(count >= atLeast, `${user} reads ${count} after writing ${atLeast}`);
    assert.ok(count >= before, `${user} reads ${count} after ${before}`);
    seen.set(replica, count);
  };
  for (let written = 1; !life.isOver; written += 1) {
    const [here, there] = written % 2 === 0 ? [pair.one, pair.other] : [pair.other, pair.one];
    await here.write(user);
    life.written.set(user, written);
    await read(here, written);
    await read(there, 0);
    await read(here, written);
    pair.clock.advance(50);
  }
}

/** Some writes later, and the reads that go with them. */
async function passTime({ written }: Life): Promise<void> {
  const until = new Map<string, number>(USERS.map((user) => [user, (written.get(user) ?? 0) + 4]));
  const has = (user: string) => (written.get(user) ?? 0) >= (until.get(user) ?? 0);
  await eventually("they live on", () => USERS.every(has), 15_000);
}

/** Runs the trouble while people live; the first failure ends both. */
async function liveThrough(
  pair: ReplicaPair,
  trouble: (life: Life) => Promise<void>,
): Promise<void> {
  const life: Life = { isOver: false, written: new Map(USERS.map((user) => [user, 0])) };
  const end = () => {
    life.isOver = true;
  };
  await Promise.all([
    trouble(life).finally(end),
    ...USERS.map((user) => live(pair, user, life).finally(end)),
  ]);
  await pair.eventuallyRedisIs("up");
  for (const [user, written] of life.written) {
    for (const replica of [pair.one, pair.other]) {
      await eventually(
        `every replica says what ${user} wrote`,
        async () => (await replica.countedSessions(user)) === written,
        1000,
      );
    }
  }
}

/** What happens to Redis meanwhile, one after the other. */
async function goWrong(redis: OwnRedis, network: FaultyNetwork, life: Life): Promise<void> {
  const turns: readonly (() => unknown)[] = [
    () => redis.ask("flushall"),
    () => redis.kill(),
    () => redis.restart(),
    () => {
      network.delayMs = 90;
    },
    () => {
      network.delayMs = 0;
    },
    () => redis.freeze(),
    () => redis.resume(),
    () => {
      for (const connection of network.connections) connection.freeze();
    },
    () => {
      for (const connection of network.connections) connection.cut();
    },
  ];
  for (const turn of turns) {
    await turn();
    await passTime(life);
  }
}

forEachDatabase((_name, openDatabase: OpenTestDatabase) => {
  describe("whatever happens to Redis", { skip }, () => {
    test("nobody reads anything older than what they wrote or read before", async () => {
      const redis = await openOwnRedis();
      const network = await faultyNetwork("127.0.0.1", redis.port);
      const pair = await openReplicaPair(openDatabase, `redis://127.0.0.1:${network.port}`);
      try {
        await pair.eventuallyRedisIs("up");
        await liveThrough(pair, (life) => goWrong(redis, network, life));
      } finally {
        redis.resume();
        await pair.close();
        await network.close();
        await redis.close();
      }
    });
  });
});

describe("a Redis Cluster that loses a master", { skip }, () => {
  test("costs nobody an answer, and replicas find one another's again", async () => {
    const cluster = await openRedisCluster({ replicasEach: 1 });
    const pair = await openReplicaPair(openTestSqlite, cluster.url);
    try {
      await pair.eventuallyRedisIs("up");
      const dead = (await cluster.masterOf(0)) ?? 0;
      await liveThrough(pair, async (life) => {
        await cluster.kill(dead);
        await eventually(
          "another is elected",
          async () => ![undefined, dead].includes(await cluster.masterOf(0)),
          20_000,
        );
        await passTime(life);
      });
      // Of many people some belong to the new master.
      for (let person = 0; person < 12; person += 1) {
        await eventually(
          `person ${person} is found`,
          async () => {
            pair.clock.advance(1001);
            // What the other made by itself it would find in its own memory.
            await pair.one.send("DELETE", `/api/cache/entries?user=person ${person}`);
            await pair.one.get("/api/analysis", `person ${person}`);
            return (await pair.other.get("/api/analysis", `person ${person}`)).from === "shared";
          },
          10_000,
        );
      }
      await pair.one.send("DELETE", "/api/cache/entries");
      await eventually(
        "everything is deleted",
        async () => {
          // A replica that still looks for the dead master keeps the deletion pending, and retries it as time passes.
          pair.clock.advance(1001);
          return (await pair.other.get("/api/analysis", "person 1")).from === "made";
        },
        10_000,
      );
    } finally {
      await pair.close();
      await cluster.close();
    }
  });
});
