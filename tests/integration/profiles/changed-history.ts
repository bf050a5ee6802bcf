import fc from "fast-check";
import { readConfig } from "../../../src/config/read-config.ts";
import { type Dependencies, openDependencies } from "../../../src/dependencies.ts";
import { newSession } from "../../support/builders.ts";
import type { OpenedDatabase } from "../../support/databases.ts";
import { type TestClock, testClock } from "../../support/test-clock.ts";

export const START = "2026-03-02T12:00:00+01:00";
export const DAY_MS = 86_400_000;
export const USER = "default";

export interface Opened {
  readonly clock: TestClock;
  readonly dependencies: Dependencies;
  close(): Promise<void>;
}

export async function openService(database: OpenedDatabase, atIso = START): Promise<Opened> {
  const clock = testClock(atIso);
  const config = readConfig({ DATABASE_URL: database.url, TIMEZONE: "Europe/Prague" });
  const dependencies = await openDependencies(config, { clock });
  return { clock, dependencies, close: () => dependencies.close() };
}

/** What can happen to a history: at `daysBack` days before now, or to the `pick`-th session. */
export const command = fc.oneof(
  fc.record({
    kind: fc.constant("insert" as const),
    daysBack: fc.double({ min: 0.05, max: 400, noNaN: true }),
    rating: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  }),
  fc.record({
    kind: fc.constant("edit" as const),
    pick: fc.nat(),
    rating: fc.integer({ min: 0, max: 100 }),
  }),
  fc.record({
    kind: fc.constant("move" as const),
    pick: fc.nat(),
    daysBack: fc.double({ min: 0.05, max: 400, noNaN: true }),
  }),
  fc.record({ kind: fc.constant("delete" as const), pick: fc.nat() }),
  fc.record({
    kind: fc.constant("checkin" as const),
    daysBack: fc.integer({ min: 0, max: 30 }),
    energy: fc.integer({ min: 0, max: 100 }),
  }),
  fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 200 }) }),
  fc.record({
    kind: fc.constant("state" as const),
    daysBack: fc.integer({ min: -20, max: 300 }),
    length: fc.integer({ min: 0, max: 60 }),
    daysOff: fc.constantFrom(null, [6, 7]),
  }),
);
export type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

export async function apply(each: Command, { clock, dependencies }: Opened): Promise<void> {
  const { sessions } = dependencies;
  const nowMs = clock.now();
  const at = (daysBack: number) => Math.round((nowMs - daysBack * DAY_MS) / 1000) * 1000;
  const dateOf = (daysBack: number) => new Date(at(daysBack)).toISOString().slice(0, 10);
  const picked = async (pick: number) => {
    const { sessions: all } = await sessions.list(USER, {}, { limit: 200 });
    return all[pick % Math.max(1, all.length)]?.id;
  };
  if (each.kind === "wait") clock.advance(each.hours * 3_600_000);
  if (each.kind === "insert") {
    const startedAtMs = at(each.daysBack);
    await sessions.insert([newSession({ startedAtMs, rating: each.rating })], nowMs);
  }
  if (each.kind === "checkin") {
    await dependencies.wellnessService.put(USER, dateOf(each.daysBack), {
      energy_level: each.energy,
    });
  }
  if (each.kind === "state") {
    const { daysBack, length, daysOff } = each;
    const absences = [{ from: dateOf(daysBack + length), to: dateOf(daysBack) }];
    await dependencies.settingsService.change(USER, {
      absences,
      days_off: daysOff && [...daysOff],
    });
  }
  if (each.kind === "edit" || each.kind === "move" || each.kind === "delete") {
    const id = await picked(each.pick);
    if (id === undefined) return;
    if (each.kind === "delete") await sessions.delete(USER, id);
    if (each.kind === "edit") await sessions.update(USER, id, { rating: each.rating }, nowMs);
    if (each.kind === "move") {
      await sessions.update(USER, id, { startedAtMs: at(each.daysBack) }, nowMs);
    }
  }
}
