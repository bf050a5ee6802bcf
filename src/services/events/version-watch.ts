import type { Alarm, VersionFeed } from "../../ports.ts";

/** Called with the current version of a person's data. */
export type OnVersion = (version: number) => void;

export interface VersionWatch {
  current(userId: string): Promise<number>;
  /**
   * Reports the current version, and every later one within half a second of the write by any program. Of versions in
   * quick succession possibly only the last one is reported.
   *
   * @returns a function that unsubscribes
   */
  subscribe(userId: string, onVersion: OnVersion): () => void;
  /** Number of subscriptions. */
  readonly subscribers: number;
}

export interface VersionWatchParts {
  readonly feed: VersionFeed;
  readonly after: Alarm;
}

/** Interval of version checks. A check takes microseconds, so one per watched person is no load. */
const LOOK_EVERY_MS = 250;

interface Watched {
  readonly listeners: Set<OnVersion>;
  version: number | undefined;
}

/** Watches the versions of subscribed people with one timer, which runs only while there are subscriptions. */
export function createVersionWatch({ feed, after }: VersionWatchParts): VersionWatch {
  const watched = new Map<string, Watched>();
  let subscribers = 0;
  let stop: (() => void) | undefined;

  async function look(userId: string, one: Watched): Promise<void> {
    let version: number;
    try {
      version = await feed.current(userId);
    } catch {
      // The database is unavailable; the next check tries again, and nothing wrong has been reported.
      return;
    }
    // Responses can arrive out of order.
    if (one.version !== undefined && version <= one.version) return;
    one.version = version;
    for (const listener of [...one.listeners]) listener(version);
  }

  function tick(): void {
    stop = undefined;
    for (const [userId, one] of watched) void look(userId, one);
    schedule();
  }

  function schedule(): void {
    if (watched.size > 0) stop ??= after(LOOK_EVERY_MS, tick);
  }

  function leave(userId: string, one: Watched, listener: OnVersion): void {
    if (!one.listeners.delete(listener)) return;
    subscribers -= 1;
    if (one.listeners.size > 0) return;
    watched.delete(userId);
    if (watched.size > 0) return;
    stop?.();
    stop = undefined;
  }

  return {
    async current(userId) {
      return feed.current(userId);
    },
    get subscribers() {
      return subscribers;
    },
    subscribe(userId, onVersion) {
      const one = watched.get(userId) ?? { listeners: new Set<OnVersion>(), version: undefined };
      watched.set(userId, one);
      // A new function, because the same listener may subscribe twice.
      const listener: OnVersion = (version) => onVersion(version);
      one.listeners.add(listener);
      subscribers += 1;
      if (one.version === undefined) void look(userId, one);
      else listener(one.version);
      schedule();
      return () => leave(userId, one, listener);
    },
  };
}
