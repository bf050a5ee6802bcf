import { openDatabase } from "../../src/db/open.ts";
import { type NewSession, PRESETS } from "../../src/domain/session.ts";
import { sessionRepository } from "../../src/repositories/session-repository.ts";
import { openZone } from "../../src/time/zone.ts";

const BATCH = 5000;
const DAY_MS = 86_400_000;
const MAX_PER_DAY = 48;
/** Of 48 sessions of 25 minutes each, so many minutes from start to start. */
const MIN_STEP_MINUTES = 28;

/** So many sessions a day, from five past midnight on at equal distances, back from yesterday. */
function sessionAt(index: number, perDay: number, nowMs: number): NewSession {
  const day = Math.floor(index / perDay) + 1;
  const stepMinutes = Math.floor((MIN_STEP_MINUTES * MAX_PER_DAY) / perDay);
  const minutes = (index % perDay) * stepMinutes + 5;
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

/**
 * Makes a database with so many sessions of one person, who lives in UTC.
 *
 * @param perDay 1–48; a long history of few a day would begin before there were calendars
 */
export async function storeInventedHistory(
  url: string,
  count: number,
  perDay = MAX_PER_DAY,
): Promise<void> {
  const database = await openDatabase(url);
  const zone = openZone("UTC");
  const sessions = sessionRepository(database.executor, database.kind, () => zone);
  const nowMs = Date.now();
  for (let first = 0; first < count; first += BATCH) {
    const size = Math.min(BATCH, count - first);
    const batch = Array.from({ length: size }, (_, offset) =>
      sessionAt(first + offset, perDay, nowMs),
    );
    await sessions.insert(batch, nowMs);
  }
  await database.close();
}
