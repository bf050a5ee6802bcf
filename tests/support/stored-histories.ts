import assert from "node:assert/strict";
import { generateDemo } from "../../src/demo/generate-demo.ts";
import type { Dependencies } from "../../src/dependencies.ts";
import type { NewSession } from "../../src/domain/session.ts";
import { openZone } from "../../src/time/zone.ts";
import { openTestApp, type TestApp } from "./app.ts";
import { newSession, uniqueId } from "./builders.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a service may be asked on, from nothing to what nobody does on purpose; all ended by `nowMs`. */
export const HISTORIES: Readonly<Record<string, (nowMs: number) => NewSession[]>> = {
  "no data": () => [],
  "one session": (nowMs) => [newSession({ startedAtMs: nowMs - 3 * HOUR_MS })],
  "thin data": (nowMs) =>
    [0, 1, 1, 2, 4, 4, 6, 9].map((daysAgo, index) =>
      newSession({
        startedAtMs: nowMs - daysAgo * DAY_MS - (1 + (index % 3)) * HOUR_MS,
        category: index % 3 === 0 ? "Learning" : "Database",
        rating: index % 4 === 3 ? null : 60 + index,
        completed: index !== 5,
      }),
    ),
  "a rich year": richYear,
  "a year with gaps": (nowMs) =>
    richYear(nowMs).filter(({ startedAtMs }) => {
      const daysAgo = (nowMs - startedAtMs) / DAY_MS;
      return daysAgo > 20 && (daysAgo < 60 || daysAgo > 130) && Math.floor(daysAgo / 9) % 3 !== 0;
    }),
  "hostile values": hostile,
};

function richYear(nowMs: number): NewSession[] {
  const zone = openZone("Europe/Prague");
  const { sessions } = generateDemo({ seed: 1, userId: "default", nowMs, zone });
  return sessions.map((session) => ({ ...session, id: uniqueId() }));
}

function hostile(nowMs: number): NewSession[] {
  const names = [
    "__proto__",
    "constructor",
    "<b>x</b>",
    "{sessions, plural}",
    "🍅".repeat(100),
    " ",
  ];
  const odd = names.flatMap((category, row) =>
    [0, 100, 0.01, null].map((rating, column) =>
      newSession({
        startedAtMs: nowMs - (row * 4 + column + 1) * 5 * HOUR_MS,
        category,
        preset: names[(row + column) % 4] ?? "deep_work",
        rating,
        completed: column !== 2,
        durationSeconds: column === 0 ? 1 : 3600,
      }),
    ),
  );
  const atOnce = Array.from({ length: 80 }, () => newSession({ startedAtMs: nowMs - DAY_MS }));
  const edges = [
    newSession({ startedAtMs: 0, durationSeconds: 60 }),
    newSession({ startedAtMs: nowMs - 2 * DAY_MS, durationSeconds: 86_400 }),
  ];
  return [...edges, ...odd, ...atOnce];
}

const BATCH = 1000;

/** Stores a history as somebody would who does not ask this service. */
export async function storeSessions(
  { sessions, clock }: Pick<Dependencies, "sessions" | "clock">,
  history: readonly NewSession[],
): Promise<void> {
  for (let from = 0; from < history.length; from += BATCH) {
    await sessions.insert(history.slice(from, from + BATCH), clock.now());
  }
}

/** A service of a person with a rich year, on a port. */
export async function listenWithRichYear(): Promise<TestApp> {
  const service = await openTestApp();
  const history = HISTORIES["a rich year"];
  assert.ok(history);
  await storeSessions(service.dependencies, history(service.clock.now()));
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  return service;
}
