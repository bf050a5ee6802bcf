import type { Redis } from "ioredis";

const PING_EVERY_MS = 1000;

/**
 * Pings a connection while it is open. One that died in silence, such as a cable pulled out, is then noticed by the
 * client's `socketTimeout`; the system alone would take a quarter of an hour. Firewalls see traffic, too.
 */
export function keepAlive(client: Redis): void {
  const timer = setInterval(() => {
    if (client.status === "ready") client.ping().catch(() => {});
  }, PING_EVERY_MS).unref();
  client.once("end", () => clearInterval(timer));
}
