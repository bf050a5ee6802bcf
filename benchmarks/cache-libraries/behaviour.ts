import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { faultyNetwork } from "../../tests/support/faulty-network.ts";
import { deleteKeysWith } from "../support/redis-keys.ts";
import type { Asked, Contestant, Subject, SubjectOptions } from "./subject.ts";

/** Times are real here, because only ours can be given a clock. */
export const TTL_MS = 1000;
export const STALE_MS = 1000;

export interface Scene {
  /** Another replica on the same Redis. */
  open(options?: Partial<SubjectOptions>): Promise<Subject>;
  /** Redis, through a line that can be broken. */
  readonly network: Awaited<ReturnType<typeof faultyNetwork>>;
  readonly farUrl: string;
  readonly prefix: string;
}

export interface Behaviour {
  readonly id: string;
  readonly title: string;
  /** @throws when the cache does not behave so */
  check(scene: Scene): Promise<void>;
}

export const alice = (parameters = "[]", version = 1): Asked => ({
  userId: "alice",
  parameters,
  version,
});

export const fail = (): never => {
  throw new Error("outage");
};

export const pass = (ms: number) => delay(ms);

/** @returns nothing when it behaves so; otherwise what it did instead */
export async function checkBehaviour(
  behaviour: Behaviour,
  contestant: Contestant,
  redisUrl: string,
): Promise<string | undefined> {
  const { hostname, port } = new URL(redisUrl);
  const network = await faultyNetwork(hostname, Number(port || 6379));
  const prefix = `cache-libraries:${process.pid}:${behaviour.id}:${contestant.name}:`;
  const farUrl = `redis://127.0.0.1:${network.port}`;
  const opened: Subject[] = [];
  const scene: Scene = {
    network,
    farUrl,
    prefix,
    async open(options = {}) {
      const subject = await contestant.open({
        ...{ prefix, redisUrl, ttlMs: TTL_MS, staleMs: STALE_MS },
        ...{ maxBytes: 10_000_000, isExpensive: false },
        ...options,
      });
      opened.push(subject);
      // What is said before a replica listens reaches nobody; ioredis takes its time to subscribe.
      if (options.redisUrl !== undefined || !("redisUrl" in options)) await pass(1500);
      return subject;
    },
  };
  try {
    await Promise.race([
      behaviour.check(scene),
      delay(30_000, undefined, { ref: false }).then(() => assert.fail("takes more than 30 s")),
    ]);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    network.open = true;
    for (const subject of opened) await subject.close();
    await deleteKeysWith(prefix);
    await network.close();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof assert.AssertionError && error.generatedMessage) {
    return `${JSON.stringify(error.actual)} instead of ${JSON.stringify(error.expected)}`;
  }
  return error instanceof Error ? (error.message.split("\n")[0] ?? "fails") : String(error);
}
