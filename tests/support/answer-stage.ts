import type { CacheStore } from "../../src/ports.ts";
import {
  type AnswerReplica,
  type AnswerWorld,
  answerWorld,
  openReplica,
  type ReplicaOptions,
} from "./answer-world.ts";
import { uniqueId } from "./builders.ts";
import { eventually } from "./eventually.ts";
import type { TestClock } from "./test-clock.ts";

/** What kept answers are tested on. */
export interface StoreUnderTest {
  readonly name: string;
  /** Why it cannot be tested here. */
  readonly skip?: string | undefined;
  /** Whether a replica finds what another has stored. */
  readonly shares: boolean;
  open(clock: TestClock): Promise<StoresOnStage>;
}

export interface StoresOnStage {
  /** One for each of two replicas; nothing for replicas that share nothing. */
  readonly stores: readonly [CacheStore | undefined, CacheStore | undefined];
  /** From here on the store is as bad as its name says; called when both replicas are connected. */
  breakIt?(): void;
  mend?(): void;
  close(): Promise<void>;
}

/** Two replicas of the service in one world. */
export interface Stage {
  readonly world: AnswerWorld;
  readonly one: AnswerReplica;
  readonly other: AnswerReplica;
  /** Another process, started now, on the first one's store. */
  third(): AnswerReplica;
  readonly store: CacheStore | undefined;
  readonly prefix: string;
  /** Makes the store as bad as its name says, which it is from the beginning, or like any other. */
  trouble(isOn: boolean): void;
}

export type StageOptions = Omit<ReplicaOptions, "store" | "prefix"> & { readonly at?: string };

/** Opens the stores, lets the replicas meet, runs the test, and leaves nothing behind. */
export async function onStage(
  under: StoreUnderTest,
  options: StageOptions,
  act: (stage: Stage) => Promise<void>,
): Promise<void> {
  const world = answerWorld(options.at);
  const opened = await under.open(world.clock);
  const prefix = `test:${process.pid}:${uniqueId()}:`;
  const open = (store: CacheStore | undefined) => openReplica(world, { ...options, store, prefix });
  const [store, otherStore] = opened.stores;
  const [one, other] = [open(store), open(otherStore)];
  try {
    for (const each of opened.stores) {
      if (each !== undefined) await eventually("connected", () => isUp(each), 5000);
    }
    if (store !== undefined) await meet(one, other);
    opened.breakIt?.();
    const trouble = (isOn: boolean) => (isOn ? opened.breakIt?.() : opened.mend?.());
    await act({ world, one, other, third: () => open(store), store, prefix, trouble });
  } finally {
    opened.mend?.();
    if (store !== undefined) await clean(store, prefix);
    await opened.close();
  }
}

/** On a busy machine a command may be late. */
function clean(store: CacheStore, prefix: string): Promise<void> {
  const attempt = async () => {
    for await (const keys of store.scan(prefix)) await store.delete(keys);
    return true;
  };
  return eventually("cleaned up", () => attempt().catch(() => false), 5000);
}

function isUp(store: CacheStore): Promise<boolean> {
  return store.get("nothing").then(
    () => true,
    () => false,
  );
}

/** Until each hears of a deletion exactly once, its connection may still be settling. */
async function meet(one: AnswerReplica, other: AnswerReplica): Promise<void> {
  await eventually(
    "both hear of deletions",
    async () => {
      const before = [one.invalidations, other.invalidations];
      await one.service.remove({ userId: "nobody" });
      await eventually("invalidated", () => one.invalidations > (before[0] ?? 0), 1000).catch(
        () => {},
      );
      await eventually("invalidated", () => other.invalidations > (before[1] ?? 0), 1000).catch(
        () => {},
      );
      return (
        one.invalidations === (before[0] ?? 0) + 1 && other.invalidations === (before[1] ?? 0) + 1
      );
    },
    10_000,
  );
}

/** Has one replica delete, and waits until the other knows. */
export async function removeEverywhere(
  { one, other }: Stage,
  selection: Parameters<AnswerReplica["service"]["remove"]>[0],
): Promise<{ readonly local: number; readonly shared: number }> {
  const before = other.invalidations;
  const removed = await one.service.remove(selection);
  await eventually("the other replica knows", () => other.invalidations > before, 5000);
  return removed;
}
