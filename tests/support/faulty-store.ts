import { setImmediate as nextTurn } from "node:timers/promises";
import { type CacheStore, CacheStoreError } from "../../src/ports.ts";

/** What a store does wrong; any number of these at once. */
export interface Faults {
  /** Turns of the event loop that every command takes: other work comes in between. */
  turns: number;
  /** No answer comes within the deadline, although the command may have been carried out. */
  silence: "none" | "before" | "after";
  /** Commands are refused, as by a server that is full or only a copy: all, or those that write. */
  refuses: "none" | "writes" | "all";
  /** Writes are acknowledged and forgotten. */
  losesWrites: boolean;
  /** Writes arrive only after this. */
  writesAfter: Promise<unknown> | undefined;
  /** Messages reach nobody. */
  losesMessages: boolean;
  /** What is asked for is gone, as after an eviction or a flush; leases too. */
  losesKeys: boolean;
  /** What is found is another text than was stored; nothing: as stored. */
  garble: ((text: string) => string) | undefined;
}

export interface FaultyStore {
  readonly store: CacheStore;
  readonly faults: Faults;
  /** Commands since the start, by name; those it did not answer too. */
  readonly calls: Record<string, number>;
  /** Makes it a store like any other again; what it lost stays lost. */
  mend(): void;
}

const SOUND: Faults = {
  turns: 0,
  silence: "none",
  refuses: "none",
  losesWrites: false,
  writesAfter: undefined,
  losesMessages: false,
  losesKeys: false,
  garble: undefined,
};

/** A store that goes wrong on demand. What it keeps within a contract it breaks is kept by the store given. */
export function faultyStore(sound: CacheStore): FaultyStore {
  const faults: Faults = { ...SOUND };
  const calls: Record<string, number> = {};

  async function command<Value>(
    name: string,
    work: () => Promise<Value>,
    isWrite = false,
  ): Promise<Value> {
    calls[name] = (calls[name] ?? 0) + 1;
    for (let turn = 0; turn < faults.turns; turn += 1) await nextTurn();
    const { silence, refuses } = faults;
    if (refuses === "all" || (refuses === "writes" && isWrite)) {
      throw new CacheStoreError("OOM command not allowed", true);
    }
    if (silence === "before") throw new CacheStoreError("no answer within 100 ms", false);
    const value = await work();
    if (silence === "after") throw new CacheStoreError("no answer within 100 ms", false);
    return value;
  }

  const store: CacheStore = {
    ...sound,
    get: (key) =>
      command("get", async () => {
        if (faults.losesKeys) await sound.delete([key]);
        const text = await sound.get(key);
        return text === undefined ? undefined : (faults.garble?.(text) ?? text);
      }),
    set: (key, value, options) =>
      command(
        "set",
        async () => {
          await faults.writesAfter;
          if (!faults.losesWrites) await sound.set(key, value, options);
        },
        true,
      ),
    lease: (name, options) => command("lease", () => leaseOrLose(name, options), true),
    release: (name, holder) => command("release", () => sound.release(name, holder)),
    members: (group) => command("members", () => sound.members(group)),
    delete: (keys) => command("delete", () => sound.delete(keys)),
    async *scan(prefix) {
      yield* await command("scan", async () => sound.scan(prefix));
    },
    publish: (message) =>
      command("publish", async () => {
        if (!faults.losesMessages) await sound.publish(message);
      }),
  };

  /** A lease that is lost is one that everybody gets. */
  async function leaseOrLose(name: string, options: Parameters<CacheStore["lease"]>[1]) {
    const reply = await sound.lease(name, options);
    return faults.losesKeys || faults.losesWrites ? { ...reply, isMine: true } : reply;
  }

  return { store, faults, calls, mend: () => void Object.assign(faults, SOUND) };
}
