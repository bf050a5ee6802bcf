import { openDatabase } from "../../src/db/open.ts";
import { sessionRepository } from "../../src/repositories/session-repository.ts";
import { type NewSession, PRESETS } from "../../src/schemas/session.ts";
import { openZone } from "../../src/time/zone.ts";

const BATCH = 5000;
const DAY_MS = 86_400_000;
const PER_DAY = 48;

/** Up to 48 sessions a day, from half past midnight on, back from yesterday. */
function sessionAt(index: number, nowMs: number): NewSession {
  const day = Math.floor(index / PER_DAY) + 1;
  const minutes = (index % PER_DAY) * 28 + 5;
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return {
    id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
    userId: "default",
    startedAtMs: midnight - day * DAY_MS + minutes * 60_000,
    durationSeconds: 25 * 60,
    preset: PRESETS[index % PRESETS.length] ?? PRESETS[0],
    category: `Category ${index % 7}`,
    task: null,
    rating: index % 3 === 0 ? null : (index * 31) % 101,
    completed: true,
    notes: null,
  };
}

/** Makes a database with so many sessions of one person, who lives in UTC. */
export async function storeInventedHistory(url: string, count: number): Promise<void> {
  const database = await openDatabase(url);
  const zone = openZone("UTC");
  const sessions = sessionRepository(database.executor, database.kind, () => zone);
  const nowMs = Date.now();
  for (let first = 0; first < count; first += BATCH) {
    const size = Math.min(BATCH, count - first);
    const batch = Array.from({ length: size }, (_, offset) => sessionAt(first + offset, nowMs));
    await sessions.insert(batch, nowMs);
  }
  await database.close();
}
