import { setImmediate } from "node:timers/promises";
import { readConfig } from "../../src/config/read-config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { openDependencies } from "../../src/dependencies.ts";
import { sessionRepository } from "../../src/repositories/session-repository.ts";
import { openZone } from "../../src/time/zone.ts";

const SESSIONS_EACH = 10;
const PEOPLE_PER_BATCH = 500;
/** A server looks for what is ready after each request; here nothing comes in between. */
const PEOPLE_PER_TURN = 32;
const DAY_MS = 86_400_000;

export function personAt(index: number): string {
  return `person ${index}`;
}

/**
 * Makes a database with so many people, who had one session on each of the last ten days. Each has asked for one forecast, of
 * a process that has ended.
 */
export async function storePeople(url: string, count: number): Promise<void> {
  const database = await openDatabase(url);
  const zone = openZone("UTC");
  const sessions = sessionRepository(database.executor, database.kind, () => zone);
  const nowMs = Date.now();
  for (let first = 0; first < count; first += PEOPLE_PER_BATCH) {
    const size = Math.min(PEOPLE_PER_BATCH, count - first);
    const batch = Array.from({ length: size * SESSIONS_EACH }, (_, offset) => {
      const person = first + Math.floor(offset / SESSIONS_EACH);
      const session = offset % SESSIONS_EACH;
      const number = person * SESSIONS_EACH + session;
      return {
        id: `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`,
        userId: personAt(person),
        startedAtMs: nowMs - (session + 1) * DAY_MS,
        durationSeconds: 25 * 60,
        preset: "deep_work" as const,
        category: `Category ${session % 3}`,
        task: null,
        rating: (number * 31) % 101,
        completed: true,
        notes: null,
      };
    });
    await sessions.insert(batch, nowMs);
  }
  await database.close();
  const config = readConfig({ DATABASE_URL: url, TIMEZONE: "UTC" });
  const { predictionService, close } = await openDependencies(config);
  for (let person = 0; person < count; person++) {
    await predictionService.today(personAt(person), undefined, "en");
    // States are stored in the background, between requests.
    if (person % PEOPLE_PER_TURN === 0) await setImmediate();
  }
  await close();
}
