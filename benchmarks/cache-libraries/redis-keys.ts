import { createClient } from "@redis/client";
import { REDIS_URL } from "../../tests/support/redis.ts";

export async function connected() {
  return createClient({ url: REDIS_URL }).connect();
}

export async function keysWith(prefix: string): Promise<string[]> {
  const client = await connected();
  try {
    const found: string[] = [];
    for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) {
      found.push(...keys);
    }
    return found;
  } finally {
    client.destroy();
  }
}

export async function deleteKeysWith(prefix: string): Promise<void> {
  const keys = await keysWith(prefix);
  if (keys.length === 0) return;
  const client = await connected();
  try {
    await client.unlink(keys);
  } finally {
    client.destroy();
  }
}
