import { randomBytes } from "node:crypto";
import { openDatabase } from "../../src/db/open.ts";
import { apiKeyRepository } from "../../src/repositories/api-key-repository.ts";
import { digestOf, newKeyText } from "../../src/services/identity/key-text.ts";

/** Stores a key that reads and writes for each user, in one transaction; the keys, in their order. */
export async function storeApiKeys(url: string, userIds: readonly string[]): Promise<string[]> {
  const database = await openDatabase(url);
  const made: string[] = [];
  await database.transaction(async (tx) => {
    const keys = apiKeyRepository(tx, database.kind);
    for (const [place, userId] of userIds.entries()) {
      const { prefix, key } = newKeyText(randomBytes);
      made.push(key);
      await keys.insert({
        ...{ id: `key ${place}`, prefix, sha256: digestOf(key).toString("hex"), name: "script" },
        ...{ userId, scopes: ["read", "write"], createdAtMs: 0 },
        ...{ expiresAtMs: undefined, lastUsedAtMs: undefined },
      });
    }
  });
  await database.close();
  return made;
}
