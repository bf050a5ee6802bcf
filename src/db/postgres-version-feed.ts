import { sql } from "kysely";
import { Client, type ClientConfig } from "pg";
import type { VersionFeed } from "../ports.ts";
import type { Executor } from "./database.ts";
import type { OwnWrites } from "./own-writes.ts";
import { ERASURES_CHANNEL, watchErasures } from "./postgres-erasures.ts";

const CHANNEL = "pomodoro_versions";

/** How often the listening connection is asked whether it is alive. */
const HEARTBEAT_MS = 250;

/**
 * How long an answered heartbeat vouches for the connection. An answer proves that everything committed
 * before the question was sent has arrived; below one second, or the freshness promise breaks when a cable does.
 */
const TRUST_MS = 800;

const FIRST_RECONNECT_MS = 50;
const SLOWEST_RECONNECT_MS = 2000;
const CONNECT_TIMEOUT_MS = 5000;

/** Versions kept in memory; beyond that they are read again. */
const MAX_KNOWN_USERS = 50_000;

/**
 * Versions of a PostgreSQL database: a dedicated connection listens for the notifications that the triggers
 * send with every commit. While that connection is not known to be alive, every call reads the table.
 */
export async function watchPostgres(
  config: ClientConfig,
  executor: Executor,
  ownWrites: OwnWrites,
): Promise<VersionFeed> {
  const known = new Map<string, number>();
  let trusted = false;
  let provenMs = performance.now();
  let newestMs: number | undefined;
  /** Raised whenever a read that is under way may come back older than what is known. */
  let doubts = 0;
  const erasures = watchErasures(executor);

  const unsubscribe = ownWrites.subscribe((userIds) => {
    doubts += 1;
    for (const userId of userIds) known.delete(userId);
  });

  function remember(userId: string, version: number): void {
    if (known.size >= MAX_KNOWN_USERS) known.clear();
    known.set(userId, Math.max(version, known.get(userId) ?? 0));
  }

  const listener = listen(config, {
    onTrust(isTrusted) {
      // Whatever was remembered before an interruption may have changed during it.
      if (isTrusted && !trusted) {
        known.clear();
        void erasures.catchUp();
      }
      if (!isTrusted) doubts += 1;
      trusted = isTrusted;
    },
    onProof(askedMs) {
      provenMs = askedMs;
    },
    onVersion(userId, version) {
      newestMs = performance.now();
      remember(userId, version);
    },
    onErased: erasures.take,
  });

  async function read(userId: string): Promise<number> {
    const doubtsBefore = trusted ? doubts : undefined;
    const found = await sql<{ version: number }>`
      select version::float8 as version from user_versions where user_id = ${userId}`.execute(
      executor,
    );
    const version = found.rows[0]?.version ?? 0;
    if (doubtsBefore === doubts) {
      remember(userId, version);
      return known.get(userId) ?? version;
    }
    return version;
  }

  await listener.firstAttempt;
  return {
    current(userId) {
      const version = trusted ? known.get(userId) : undefined;
      return version ?? read(userId);
    },
    onErased: erasures.subscribe,
    health: () => ({
      lagMs: performance.now() - provenMs,
      newestAgeMs: newestMs === undefined ? undefined : performance.now() - newestMs,
    }),
    async close() {
      unsubscribe();
      await listener.close();
    },
  };
}

interface ListenerEvents {
  onTrust(trusted: boolean): void;
  /** @param askedMs when what was answered now had been asked, as `performance.now` has it */
  onProof(askedMs: number): void;
  onVersion(userId: string, version: number): void;
  /** @param payload as the repository sends it */
  onErased(payload: string): void;
}

interface Listener {
  /** Resolves when the first attempt to connect has ended, well or not. */
  readonly firstAttempt: Promise<void>;
  close(): Promise<void>;
}

function listen(config: ClientConfig, events: ListenerEvents): Listener {
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let distrust: NodeJS.Timeout | undefined;
  let reconnectMs = FIRST_RECONNECT_MS;

  async function connect(): Promise<void> {
    const fresh = new Client({
      ...config,
      application_name: `${config.application_name ?? "pomodoro-ml"} feed`,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: TRUST_MS,
    });
    client = fresh;
    fresh.on("error", () => interrupt(fresh));
    fresh.on("end", () => interrupt(fresh));
    fresh.on("notification", ({ channel, payload = "" }) => {
      if (channel === ERASURES_CHANNEL) events.onErased(payload);
      else receive(payload);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}; listen ${ERASURES_CHANNEL}`);
      reconnectMs = FIRST_RECONNECT_MS;
      await beat(fresh);
    } catch {
      interrupt(fresh);
    }
  }

  async function beat(from: Client): Promise<void> {
    if (closed || client !== from) return;
    const askedMs = performance.now();
    const expiry = setTimeout(() => interrupt(from), TRUST_MS);
    try {
      await from.query("select 1");
    } catch {
      clearTimeout(expiry);
      interrupt(from);
      return;
    }
    if (closed || client !== from) {
      clearTimeout(expiry);
      return;
    }
    // The new question vouches from the moment it was sent; the old one need not any more.
    clearTimeout(distrust);
    distrust = expiry;
    events.onTrust(true);
    events.onProof(askedMs);
    timer = setTimeout(() => void beat(from), HEARTBEAT_MS);
  }

  function interrupt(from: Client): void {
    if (client !== from) return;
    client = undefined;
    clearTimeout(timer);
    clearTimeout(distrust);
    events.onTrust(false);
    void from.end().catch(() => {});
    if (closed) return;
    timer = setTimeout(() => void connect(), reconnectMs);
    reconnectMs = Math.min(reconnectMs * 2, SLOWEST_RECONNECT_MS);
  }

  function receive(payload: string): void {
    const space = payload.indexOf(" ");
    const version = Number(payload.slice(0, space));
    if (space > 0 && Number.isSafeInteger(version)) {
      events.onVersion(payload.slice(space + 1), version);
    }
  }

  return {
    firstAttempt: connect(),
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(distrust);
      const open = client;
      client = undefined;
      await open?.end().catch(() => {});
    },
  };
}
