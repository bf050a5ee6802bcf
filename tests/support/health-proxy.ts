import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

/**
 * What any reverse proxy does and no more: asks each server whether it is ready, passes requests to those that are, in
 * turn, over kept-alive connections, and retries nothing.
 */
export interface HealthProxy {
  readonly address: string;
  /** Servers that are given requests now. */
  readonly ready: ReadonlySet<string>;
  add(server: string): void;
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 100;

export async function openHealthProxy(): Promise<HealthProxy> {
  const known = new Set<string>();
  const ready = new Set<string>();
  const agent = new Agent({ keepAlive: true });
  const closing = new AbortController();

  async function check(server: string): Promise<void> {
    const isReady = await fetch(`${server}/readyz`).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
    if (isReady) ready.add(server);
    else ready.delete(server);
  }

  async function watch(): Promise<void> {
    while (!closing.signal.aborted) {
      await Promise.all([...known].map(check));
      await delay(CHECK_EVERY_MS, undefined, { signal: closing.signal }).catch(() => {});
    }
  }

  function pass(from: IncomingMessage, to: ServerResponse): void {
    const [server] = ready;
    if (server === undefined) {
      to.writeHead(503).end("no server is ready");
      return;
    }
    // To the end of the queue.
    ready.delete(server);
    ready.add(server);
    const { method, headers } = from;
    const passed = request(new URL(from.url ?? "/", server), { agent, method, headers });
    passed.on("response", (answer) => {
      const { connection: _, ...received } = answer.headers;
      to.writeHead(answer.statusCode ?? 502, received);
      pipeline(answer, to, () => {});
    });
    passed.on("error", (error) => to.writeHead(502).end(String(error)));
    pipeline(from, passed, () => {});
  }

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const watching = watch();
  return {
    address: `http://127.0.0.1:${address.port}`,
    ready,
    add: (added) => known.add(added),
    async close() {
      closing.abort();
      await watching;
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}
