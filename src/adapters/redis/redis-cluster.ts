import { ErrorReply } from "@redis/client";
import type { RedisLink } from "./redis-link.ts";
import { type RedisNode, type RedisPlace, redisNode } from "./redis-node.ts";
import { SLOTS, slotName, slotOf } from "./redis-slots.ts";
import { subscribe } from "./redis-subscription.ts";

/** Which node has which keys is asked for at most this often, and again when nobody could say. */
const REFRESH_PAUSE_MS = 250;

/** A command follows a key that has moved this many times. */
const MOST_REDIRECTIONS = 3;

/** A node that a command is sent on to for the first time is waited for this long. */
const OPEN_WITHIN_MS = 100;

type Login = Omit<RedisPlace, "url">;

/**
 * A Redis Cluster. One node that is down takes only its own keys along: the others are used as before, and the
 * node that takes its place is found by asking them.
 *
 * @param scheme `redis:` or `rediss:`
 * @param roots `host:port` of some nodes
 */
export function connectCluster(scheme: string, roots: readonly string[], login: Login): RedisLink {
  const nodes = new Map<string, RedisNode>();
  let layout: Layout = { masterOf: [], masters: [], replicas: [] };
  let turn = 0;
  let refreshing: NodeJS.Timeout | undefined;
  let isClosed = false;
  for (const root of roots) nodeAt(root);
  void refresh();

  function placeOf(address: string): RedisPlace {
    return { url: `${scheme}//${address}`, ...login };
  }

  function nodeAt(address: string): RedisNode {
    const known = nodes.get(address);
    if (known !== undefined) return known;
    // What is still under way then must not open a connection that nobody ends.
    if (isClosed) throw new Error("the connection to the cluster is closed");
    const opened = redisNode(placeOf(address));
    nodes.set(address, opened);
    opened.connected.then(refreshSoon);
    return opened;
  }

  function refreshSoon(): void {
    if (isClosed) return;
    refreshing ??= setTimeout(() => {
      refresh().then((isKnown) => {
        refreshing = undefined;
        if (!isKnown) refreshSoon();
      });
    }, REFRESH_PAUSE_MS).unref();
  }

  /** Whether anybody could say who has which keys. */
  async function refresh(): Promise<boolean> {
    // Replicas are spoken to only when no master answers.
    for (const address of new Set([...layout.masters, ...roots, ...layout.replicas])) {
      try {
        const found = readLayout(await nodeAt(address).send("CLUSTER", "SLOTS"), address);
        if (found.masters.length === 0) continue;
        layout = found;
        forgetOthers();
        return true;
      } catch {
        // The next one may know.
      }
    }
    return false;
  }

  function forgetOthers(): void {
    const needed = new Set([...layout.masters, ...roots]);
    for (const address of layout.masters) nodeAt(address);
    for (const [address, node] of nodes) {
      if (needed.has(address)) continue;
      nodes.delete(address);
      node.close();
    }
  }

  async function send(key: string, ...words: readonly string[]): Promise<unknown> {
    const address = layout.masterOf[slotOf(key)];
    if (address === undefined) {
      refreshSoon();
      throw new Error("no node is known to have this key");
    }
    let target: Target = { address, isAsking: false };
    for (let redirections = 0; ; redirections += 1) {
      try {
        return await ask(target, words);
      } catch (error) {
        const next = redirectionIn(error, target.address);
        // Whoever has a key only while it moves says nothing about who has it otherwise.
        if (next?.isAsking !== true) refreshSoon();
        if (next === undefined || redirections === MOST_REDIRECTIONS) throw error;
        target = next;
        await within(OPEN_WITHIN_MS, nodeAt(target.address).connected);
      }
    }
  }

  async function ask({ address, isAsking }: Target, words: readonly string[]): Promise<unknown> {
    const node = nodeAt(address);
    // The others answer, so that nobody else would notice and keep work away from this one.
    if (node.isSuspect) throw new Error("the node owes answers");
    return isAsking ? node.sendAsking(words) : node.send(...words);
  }

  return {
    send,
    async nodes() {
      if (layout.masters.length === 0) throw new Error("no node is known");
      return layout.masters.map(nodeAt);
    },
    together: (keys) => Object.values(Object.groupBy(keys, slotName)).map((part) => part ?? []),
    async publish(channel, message) {
      let failure: unknown = new Error("no node is known");
      // Any node passes it on to all.
      for (const address of layout.masters) {
        try {
          return await nodeAt(address).send("PUBLISH", channel, message);
        } catch (error) {
          failure = error;
        }
      }
      refreshSoon();
      throw failure;
    },
    subscribe(channel, listener) {
      const nextPlace = () => {
        const known = layout.masters.length > 0 ? layout.masters : roots;
        turn += 1;
        refreshSoon();
        return placeOf(known[turn % known.length] ?? "");
      };
      return subscribe(nextPlace, channel, listener);
    },
    close() {
      isClosed = true;
      clearTimeout(refreshing);
      for (const node of nodes.values()) node.close();
    },
  };
}

/** Who has which keys. */
interface Layout {
  /** Addresses by slot. */
  readonly masterOf: readonly (string | undefined)[];
  readonly masters: readonly string[];
  readonly replicas: readonly string[];
}

/** Reads the answer to CLUSTER SLOTS: ranges of slots, each with its master and its replicas. */
function readLayout(reply: unknown, askedAddress: string): Layout {
  const masterOf = new Array<string | undefined>(SLOTS);
  const masters = new Set<string>();
  const replicas = new Set<string>();
  for (const range of listIn(reply)) {
    const [from, to, ...servers] = listIn(range);
    const [master, ...others] = servers.map((server) => addressIn(server, askedAddress));
    if (master === undefined) continue;
    masterOf.fill(master, Number(from), Number(to) + 1);
    masters.add(master);
    for (const other of others) replicas.add(other);
  }
  return { masterOf, masters: [...masters], replicas: [...replicas] };
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A node that does not know its own host name leaves it out. */
function addressIn(server: unknown, askedAddress: string): string {
  const [host, port] = listIn(server);
  const known = typeof host === "string" && host !== "" && host !== "?";
  return addressOf(known ? host : "", String(port), askedAddress);
}

function addressOf(host: string, port: string, askedAddress: string): string {
  if (host === "") return `${askedAddress.slice(0, askedAddress.lastIndexOf(":"))}:${port}`;
  return host.includes(":") && !host.startsWith("[") ? `[${host}]:${port}` : `${host}:${port}`;
}

interface Target {
  readonly address: string;
  /** Whether the node is to answer although it does not have the key's slot yet. */
  readonly isAsking: boolean;
}

/** `MOVED 3999 127.0.0.1:6381`: the key is there now; `ASK 3999 …`: it is just being moved there. */
function redirectionIn(error: unknown, askedAddress: string): Target | undefined {
  if (!(error instanceof ErrorReply)) return undefined;
  const [, kind, host = "", port = ""] =
    /^(MOVED|ASK) \d+ (.*):(\d+)$/.exec(error.message.trim()) ?? [];
  if (kind === undefined) return undefined;
  return { address: addressOf(host, port, askedAddress), isAsking: kind === "ASK" };
}

/** Waits for the work, but no longer. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, late]);
  clearTimeout(timer);
}
