import { Client, type ClientConfig } from "pg";
import { ERASURES_CHANNEL } from "./postgres-erasures.ts";
import { isReadTimeout } from "./postgres-errors.ts";
import type { PostgresHosts } from "./postgres-hosts.ts";

const CHANNEL = "pomodoro_versions";

/** How often the listening connection is asked whether it is alive. */
const HEARTBEAT_MS = 250;

/**
 * How long an answered heartbeat vouches for the connection. An answer proves that everything committed
 * before the question was sent has arrived; below one second, or the freshness promise breaks when a cable does.
 */
const TRUST_MS = 800;

/** An answer that is this late is not late but lost. A slow network is none that swallows. */
const SILENCE_MS = 3000;

const FIRST_RECONNECT_MS = 50;
const SLOWEST_RECONNECT_MS = 2000;

/** A query that was sent so long before silence was found is not waited for any longer. */
const UNANSWERED_MS = 2000;

export interface ListenerOptions {
  readonly client: ClientConfig;
  readonly hosts: PostgresHosts;
}

export interface ListenerEvents {
  onTrust(trusted: boolean): void;
  /** @param askedMs when what was answered now had been asked, as `performance.now` has it */
  onProof(askedMs: number): void;
  onVersion(userId: string, version: number): void;
  /** @param payload as the repository sends it */
  onErased(payload: string): void;
  /** A question has had no answer in time. */
  onLate(): void;
  /** Connections on which something was asked longer ago than this, in milliseconds, can expect no answer. */
  onSilence(olderThanMs: number): void;
}

export interface Listener {
  /** Resolves when the first attempt to connect has ended, well or not. */
  readonly firstAttempt: Promise<void>;
  close(): Promise<void>;
}

/** Keeps one connection listening, and finds out within a second when it does not hear any more. */
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
      // Refused, silent, or a standby, on which nothing can be listened to.
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
    // The new question vouches from the moment it was sent; the old one need not any more.
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

/** What was asked before an interruption may have been lost with the listening connection: it has a while to be answered. */
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

/** Connections that were replaced because an answer did not come in time. It tells slowness from silence when it does come. */
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
