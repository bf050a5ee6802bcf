import type { Alarm, VersionFeed } from "../../ports.ts";

/** Is told which version of somebody's data is current. */
export type OnVersion = (version: number) => void;

export interface VersionWatch {
  current(userId: string): Promise<number>;
  /**
   * Tells the version now, and every later one, within half a second of the write by any program. Versions that
   * follow one another quickly may be told as the last of them.
   *
   * @returns ends it
   */
  subscribe(userId: string, onVersion: OnVersion): () => void;
  /** How many listen. */
  readonly subscribers: number;
}

export interface VersionWatchParts {
  readonly feed: VersionFeed;
  readonly after: Alarm;
}

/** A version that is asked for costs microseconds, so once for each person who is watched is no load. */
const LOOK_EVERY_MS = 250;

interface Watched {
  readonly listeners: Set<OnVersion>;
  version: number | undefined;
}

/** Follows the versions of those whom somebody watches, by one timer for all, which runs while somebody is watched. */
export function createVersionWatch({ feed, after }: VersionWatchParts): VersionWatch {
  const watched = new Map<string, Watched>();
  let subscribers = 0;
  let stop: (() => void) | undefined;

  async function look(userId: string, one: Watched): Promise<void> {
    let version: number;
    try {
      version = await feed.current(userId);
    } catch {
      // The database cannot be asked for now: the next look may be luckier, and nothing has been told wrongly.
      return;
    }
    // Answers can overtake one another.
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
      // A function of its own: the same listener may subscribe twice.
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
