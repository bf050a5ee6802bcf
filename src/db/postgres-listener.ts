import { Client, type ClientConfig } from "pg";
import { ERASURES_CHANNEL } from "./postgres-erasures.ts";
import { isReadTimeout } from "./postgres-errors.ts";
import type { PostgresHosts } from "./postgres-hosts.ts";

const CHANNEL = "pomodoro_versions";

/** Interval of heartbeats on the listening connection. */
const HEARTBEAT_MS = 250;

/**
 * How long the connection is trusted after an answered heartbeat. An answer proves that all notifications of commits before
 * the heartbeat have arrived. Below one second, so that a broken cable does not break the promise of freshness.
 */
const TRUST_MS = 800;

/** A reply that is this late is lost. The time is longer than the delays of a slow network. */
const SILENCE_MS = 3000;

const FIRST_RECONNECT_MS = 50;
const SLOWEST_RECONNECT_MS = 2000;

/** A query that was sent this long before the silence was detected is abandoned. */
const UNANSWERED_MS = 2000;

export interface ListenerOptions {
  readonly client: ClientConfig;
  readonly hosts: PostgresHosts;
}

export interface ListenerEvents {
  onTrust(trusted: boolean): void;
  /** @param askedMs the time at which the answered heartbeat was sent, on the clock of `performance.now` */
  onProof(askedMs: number): void;
  onVersion(userId: string, version: number): void;
  /** @param payload the notification of the repository */
  onErased(payload: string): void;
  /** Called when a heartbeat has had no reply in time. */
  onLate(): void;
  /** Called when queries that were sent longer ago than this, in milliseconds, can expect no reply. */
  onSilence(olderThanMs: number): void;
}

export interface Listener {
  /** Resolves when the first attempt to connect has succeeded or failed. */
  readonly firstAttempt: Promise<void>;
  close(): Promise<void>;
}

/** Keeps one connection listening, and detects within a second when it no longer receives notifications. */
export function listen(options: ListenerOptions, events: ListenerEvents): Listener {
  const { hosts } = options;
  const late = lateClients();
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let distrust: NodeJS.Timeout | undefined;
  let reconnectMs = FIRST_RECONNECT_MS;
  const suspicion = createSuspicion(events);

  async function connect(): Promise<void> {
    const at = hosts.current();
    const fresh = openClient(options, events);
    client = fresh;
    fresh.on("error", () => interrupt(fresh));
    fresh.on("end", () => interrupt(fresh));
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}; listen ${ERASURES_CHANNEL}`);
    } catch {
      // The server refuses, does not answer, or is a standby, which does not support LISTEN.
      hosts.leave(at);
      interrupt(fresh);
      return;
    }
    reconnectMs = FIRST_RECONNECT_MS;
    await beat(fresh);
  }

  async function beat(from: Client): Promise<void> {
    if (closed || client !== from) return;
    const askedMs = performance.now();
    const expiry = setTimeout(() => {
      late.add(from);
      events.onLate();
      interrupt(from);
    }, TRUST_MS);
    try {
      await from.query("select 1");
    } catch (error) {
      clearTimeout(expiry);
      if (isReadTimeout(error)) events.onSilence(UNANSWERED_MS);
      interrupt(from);
      late.end(from);
      return;
    }
    if (closed || client !== from) {
      clearTimeout(expiry);
      late.end(from);
      return;
    }
    // The new heartbeat is trusted from the time it was sent, and replaces the previous one.
    clearTimeout(distrust);
    distrust = expiry;
    events.onTrust(true);
    events.onProof(askedMs);
    suspicion.onAnswer();
    timer = setTimeout(() => void beat(from), HEARTBEAT_MS);
  }

  function interrupt(from: Client): void {
    if (client !== from) return;
    client = undefined;
    suspicion.onInterruption();
    clearTimeout(timer);
    clearTimeout(distrust);
    events.onTrust(false);
    if (!late.has(from)) void end(from);
    if (closed) return;
    timer = setTimeout(() => void connect(), reconnectMs);
    reconnectMs = Math.min(reconnectMs * 2, SLOWEST_RECONNECT_MS);
  }

  return {
    firstAttempt: connect(),
    async close() {
      closed = true;
      clearTimeout(timer);
      suspicion.drop();
      clearTimeout(distrust);
      const open = client;
      client = undefined;
      await Promise.all([late.endAll(), open === undefined ? undefined : end(open)]);
    },
  };
}

function openClient({ client, hosts }: ListenerOptions, events: ListenerEvents): Client {
  const fresh = new Client({
    ...client,
    application_name: `${client.application_name ?? "pomodoro-ml"} feed`,
    connectionTimeoutMillis: SILENCE_MS,
    query_timeout: SILENCE_MS,
    ...hosts.config(),
  });
  fresh.on("notification", ({ channel, payload = "" }) => {
    if (channel === ERASURES_CHANNEL) events.onErased(payload);
    else receive(payload, events);
  });
  return fresh;
}

function receive(payload: string, events: ListenerEvents): void {
  const space = payload.indexOf(" ");
  const version = Number(payload.slice(0, space));
  if (space > 0 && Number.isSafeInteger(version)) {
    events.onVersion(payload.slice(space + 1), version);
  }
}

/**
 * After an interruption, earlier queries may be lost like the listening connection. They get `SILENCE_MS` to be
 * answered.
 */
function createSuspicion(events: ListenerEvents) {
  let wasInterrupted = false;
  let timer: NodeJS.Timeout | undefined;
  return {
    onInterruption() {
      wasInterrupted = true;
    },
    onAnswer() {
      if (!wasInterrupted) return;
      wasInterrupted = false;
      clearTimeout(timer);
      timer = setTimeout(() => events.onSilence(SILENCE_MS), SILENCE_MS);
    },
    drop: () => clearTimeout(timer),
  };
}

/**
 * Connections that were replaced because of a late reply. They stay open: a reply after all proves a slow network, not
 * a silent one.
 */
function lateClients() {
  const late = new Set<Client>();
  return {
    add: (client: Client) => void late.add(client),
    has: (client: Client) => late.has(client),
    end(client: Client) {
      late.delete(client);
      void end(client);
    },
    endAll: () => Promise.all([...late].map(end)),
  };
}

async function end(client: Client): Promise<void> {
  await client.end().catch(() => {});
}
