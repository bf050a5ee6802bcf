import type { Redis } from "ioredis";

const PING_EVERY_MS = 1000;

/**
 * Pings a connection while it is open. With pings, the client's `socketTimeout` detects a silently dead connection, such
 * as a pulled cable; the operating system alone needs a quarter of an hour. The traffic also keeps firewalls from
 * dropping an idle connection.
 */
export function keepAlive(client: Redis): void {
  const timer = setInterval(() => {
    if (client.status === "ready") client.ping().catch(() => {});
  }, PING_EVERY_MS).unref();
  client.once("end", () => clearInterval(timer));
}
