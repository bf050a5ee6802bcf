import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { USER_HEADER } from "../cached-app.ts";
import { eventually } from "../eventually.ts";
import { seededRandom } from "../random.ts";
import { type Event, findViolations, type Violation } from "./check-history.ts";
import { createClients } from "./clients.ts";
import { openFaultWorld } from "./fault-world.ts";
import { drawFault } from "./faults.ts";

export interface FaultRun {
  readonly violations: readonly Violation[];
  readonly history: readonly Event[];
  /** How often each fault happened. */
  readonly faults: ReadonlyMap<string, number>;
  readonly figures: {
    readonly requests: number;
    /** Answers 503. */
    readonly refusals: number;
    /** Answers that said that they may be out of date. */
    readonly stale: number;
    readonly acknowledged: number;
    /** Changes that were given up without knowing what became of them. */
    readonly unknown: number;
    readonly looks: number;
    readonly slowestMs: number;
    /** From the end of a fault until writes and reads are answered again. */
    readonly slowestRecoveryMs: number;
  };
}

const PEOPLE = ["ann", "bob", "cara"];
/** For a machine that does something else beside. */
const RECOVERY_LIMIT_MS = 30_000;
/** Time and stale window of the lists that are looked at. */
const STALE_MS = 360_000;

/**
 * Has people's clients write and look while one fault follows another, and checks what they saw.
 * The seed decides faults and requests; when each meets the other, the machine does.
 */
export async function runFaults(
  seed: number,
  count: number,
  onFault: (index: number, name: string) => void = () => {},
): Promise<FaultRun> {
  const random = seededRandom(seed);
  const world = await openFaultWorld();
  const clients = createClients(world.service, seededRandom(seed + 1));
  const faults = new Map<string, number>();
  let slowestRecoveryMs = 0;
  let isOver = false;
  const rated = await Promise.all(PEOPLE.map(clients.prepare));
  const acting = PEOPLE.map((person, index) =>
    clients.act(person, rated[index] ?? "", () => isOver),
  );

  async function answers(): Promise<boolean> {
    const headers = { [USER_HEADER]: "probe" };
    const payload = { start: "2026-01-01T10:00:00Z", duration_minutes: 25 };
    const written = await world.service.ask({
      method: "POST",
      url: "/api/sessions",
      headers,
      payload,
    });
    world.service.clock.advance(5);
    return written.statusCode === 201;
  }

  async function meetAll(): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await delay(random.uniform() * 100);
      const fault = drawFault(random);
      onFault(index, fault.name);
      faults.set(fault.name, (faults.get(fault.name) ?? 0) + 1);
      await fault.happen(world, random);
      const overMs = performance.now();
      await eventually(`writes after: ${fault.name}`, answers, RECOVERY_LIMIT_MS);
      slowestRecoveryMs = Math.max(slowestRecoveryMs, performance.now() - overMs);
      for (const connection of world.swallowing.splice(0)) connection.cut();
    }
  }

  try {
    const meeting = meetAll().finally(() => {
      isOver = true;
    });
    await Promise.all([meeting, ...acting]);
    for (const person of PEOPLE) {
      const { profileService } = world.service.dependencies;
      const { differing } = await profileService.rebuild(person, { checkOnly: true });
      assert.deepEqual(differing, [], "what was learned is what is stored");
    }
  } finally {
    isOver = true;
    await world.close();
  }
  const { events, figures } = clients.log;
  const changes = events.filter((event) => event.kind === "change");
  const unknown = changes.filter(({ outcome }) => outcome === "unknown").length;
  return {
    history: events,
    violations: findViolations(events, STALE_MS),
    faults,
    figures: {
      ...figures,
      acknowledged: changes.length - unknown,
      unknown,
      looks: events.length - changes.length,
      slowestRecoveryMs,
    },
  };
}
