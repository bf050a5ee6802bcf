import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { InjectOptions } from "fastify";
import { type CachedApp, USER_HEADER } from "../cached-app.ts";
import type { Random } from "../random.ts";
import { ABSENT, type Change, type Event, PRESENT } from "./check-history.ts";

/** What the clients of a run have seen so far. */
export interface ClientLog {
  readonly events: Event[];
  readonly figures: {
    requests: number;
    refusals: number;
    stale: number;
    slowestMs: number;
  };
}

/** Any answer has to be there by then: 5 s for a connection, 5 s for a lock, and what the machine takes. */
const DEADLINE_MS = 20_000;
/** Repetitions of one write before its client gives up. */
const TRIES = 4;
/** Fewer than one page of the list. */
const MAX_PRESENT = 60;
const HOUR_MS = 3_600_000;
const FIRST_MS = Date.UTC(2024, 0, 1);

/** Clients that write, and look at, what one service stores of people. */
export function createClients(service: CachedApp, random: Random) {
  const log: ClientLog = {
    events: [],
    figures: { requests: 0, refusals: 0, stale: 0, slowestMs: 0 },
  };
  let written = 0;
  const lastErrors = () => service.logText().split("\n").slice(-4).join("\n");

  async function ask(person: string, sent: InjectOptions) {
    const startedMs = performance.now();
    const headers = { ...sent.headers, [USER_HEADER]: person };
    const answer = await service.ask({ ...sent, headers });
    const tookMs = performance.now() - startedMs;
    // Time passes, so that outages are over some time after they were.
    service.clock.advance(Math.max(1, Math.round(tookMs)));
    const { figures } = log;
    figures.requests += 1;
    figures.slowestMs = Math.max(figures.slowestMs, tookMs);
    assert.ok(tookMs < DEADLINE_MS, `${sent.url} took ${tookMs} ms`);
    if (answer.statusCode >= 500) {
      figures.refusals += 1;
      assert.equal(answer.statusCode, 503, `${answer.body}\n${lastErrors()}`);
      // What waits for the database counts against what the process may have under way.
      assert.match(answer.json().code, /^(database_unavailable|overloaded)$/);
      assert.ok(Number(answer.headers["retry-after"]) > 0);
    }
    return answer;
  }

  /** Repeats a change until it is acknowledged or its client gives up. */
  async function change(
    change: Pick<Change, "person" | "element" | "value">,
    request: InjectOptions,
  ): Promise<string | undefined> {
    const startedMs = performance.now();
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const answer = await ask(change.person, request);
      if (answer.statusCode === 503) {
        await delay(random.uniform() * 200);
        continue;
      }
      // The first try has deleted it, although it did not say so.
      const isGone = answer.statusCode === 404 && attempt > 1 && change.value === ABSENT;
      assert.ok(answer.statusCode < 300 || isGone, `${answer.statusCode} ${answer.body}`);
      const id = request.method === "POST" ? String(answer.json().id) : undefined;
      const ids = id === undefined ? [] : [id];
      note({ ...change, startedMs, outcome: "acknowledged", ids });
      return id ?? "";
    }
    note({ ...change, startedMs, outcome: "unknown", ids: [] });
    return undefined;
  }

  function note(change: Omit<Change, "kind" | "endedMs">): void {
    log.events.push({ kind: "change", endedMs: performance.now(), ...change });
  }

  function add(person: string, element: string): Promise<string | undefined> {
    return change(
      { person, element, value: PRESENT },
      {
        ...{ method: "POST", url: "/api/sessions" },
        headers: { "idempotency-key": `${person}-${element}` },
        payload: { start: element, duration_minutes: 25, category: "Writing" },
      },
    );
  }

  async function look(person: string, url: string, shown: (body: Body) => Shown): Promise<void> {
    const startedMs = performance.now();
    const answer = await ask(person, { url });
    if (answer.statusCode !== 200) return;
    const isStale = "warning" in answer.headers;
    if (isStale) log.figures.stale += 1;
    const endedMs = performance.now();
    log.events.push({
      ...{ kind: "look", person, startedMs, endedMs, isStale },
      shown: shown(answer.json()),
    });
  }

  /** Adds, rates and removes, one after the other. */
  async function write(person: string, rated: string, isOver: () => boolean): Promise<void> {
    const present: { readonly element: string; readonly id: string }[] = [];
    for (let rating = 0; !isOver(); ) {
      const choice = random.uniform();
      const removable = present[Math.floor(random.uniform() * present.length)];
      if (removable !== undefined && (choice < 0.2 || present.length >= MAX_PRESENT)) {
        present.splice(present.indexOf(removable), 1);
        const { element, id } = removable;
        const request = { method: "DELETE", url: `/api/sessions/${id}` } as const;
        await change({ person, element, value: ABSENT }, request);
      } else if (choice < 0.5) {
        rating = (rating + 1) % 101;
        await change(
          { person, element: "rating", value: `${rating}` },
          { method: "PATCH", url: `/api/sessions/${rated}`, payload: { rating } },
        );
      } else {
        const element = startOf(written++);
        const id = await add(person, element);
        if (id !== undefined) present.push({ element, id });
      }
      await delay(random.uniform() * 20);
    }
  }

  /** Looks at the whole set and at the register, in turn. */
  async function watch(person: string, rated: string, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await look(person, "/api/sessions?limit=200", ({ sessions = [] }) => ({
        set: sessions
          .filter(({ id }) => id !== rated)
          .map(({ start }) => new Date(start).toISOString()),
      }));
      await look(person, `/api/sessions/${rated}`, ({ rating }) => ({
        register: "rating",
        value: rating == null ? ABSENT : `${rating}`,
      }));
      await delay(random.uniform() * 20);
    }
  }

  return {
    log,
    /** Stores the session that the person rates; before anything goes wrong. */
    async prepare(person: string): Promise<string> {
      const answer = await service.ask({
        ...{ method: "POST", url: "/api/sessions", headers: { [USER_HEADER]: person } },
        payload: { start: startOf(written++), duration_minutes: 25 },
      });
      assert.equal(answer.statusCode, 201, answer.body);
      return answer.json().id;
    },
    /** One that writes, and two that look, until told that it is over. */
    async act(person: string, id: string, isOver: () => boolean): Promise<void> {
      await Promise.all([
        write(person, id, isOver),
        watch(person, id, isOver),
        watch(person, id, isOver),
      ]);
      // What is there in the end.
      let isLast = false;
      await watch(person, id, () => {
        const wasLast = isLast;
        isLast = true;
        return wasLast;
      });
    },
  };
}

interface Body {
  readonly sessions?: readonly { readonly id: string; readonly start: string }[];
  readonly rating?: number | null;
}

type Shown =
  | { readonly set: readonly string[] }
  | { readonly register: string; readonly value: string };

const startOf = (index: number) => new Date(FIRST_MS + index * HOUR_MS).toISOString();
