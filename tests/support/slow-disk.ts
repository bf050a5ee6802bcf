import type { SyncedFile } from "../../src/db/sqlite-file/log-sync.ts";

/** A disk that keeps what was written when a test lets it. */
export interface SlowDisk extends SyncedFile {
  /** Whether it takes its time from now on. */
  isSlow: boolean;
  /** How often it was asked. */
  readonly syncs: number;
  /** Carries out what it was asked for meanwhile, and is fast again. */
  catchUp(): void;
  /** Fails what it was asked for meanwhile. */
  fail(error: Error): void;
}

export function slowDisk(): SlowDisk {
  let waiting: PromiseWithResolvers<void>[] = [];
  let syncs = 0;
  const take = () => {
    const taken = waiting;
    waiting = [];
    return taken;
  };
  return {
    isSlow: false,
    get syncs() {
      return syncs;
    },
    sync() {
      syncs += 1;
      const asked = Promise.withResolvers<void>();
      if (this.isSlow) waiting.push(asked);
      else asked.resolve();
      return asked.promise;
    },
    async close() {},
    catchUp() {
      this.isSlow = false;
      for (const { resolve } of take()) resolve();
    },
    fail(error) {
      for (const { reject } of take()) reject(error);
    },
  };
}
