import { Redis } from "ioredis";
import { REDIS_URL } from "../../tests/support/redis.ts";

/** @throws when nobody answers */
export async function connectedRedis(): Promise<Redis> {
  const client = new Redis(REDIS_URL, { lazyConnect: true, retryStrategy: null });
  client.on("error", () => {});
  await client.connect();
  return client;
}

export async function keysWith(prefix: string): Promise<string[]> {
  const client = await connectedRedis();
  try {
    const found: string[] = [];
    const batches: AsyncIterable<string[]> = client.scanStream({
      match: `${prefix}*`,
      count: 1000,
    });
    for await (const keys of batches) found.push(...keys);
    return found;
  } finally {
    client.disconnect();
  }
}

export async function deleteKeysWith(prefix: string): Promise<void> {
  const keys = await keysWith(prefix);
  if (keys.length === 0) return;
  const client = await connectedRedis();
  try {
    await client.unlink(keys);
  } finally {
    client.disconnect();
  }
}
