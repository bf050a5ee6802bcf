import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "../ports.ts";
import type { Logger } from "../utils/logger.ts";
import type { Metrics } from "../utils/metrics.ts";
import { wantsAfresh } from "./cache-headers.ts";
import { createRefusal, type RefusalParts } from "./refusal.ts";
import { WaitingLine, type WaitingLineLimits } from "./waiting-line.ts";

export interface LoadSheddingParts extends RefusalParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, "requestsShed">;
  /** Whether an address was answered before from what is kept, and so costs hardly more than a refusal. */
  readonly isKept: (url: string) => boolean;
  /** Other limits than those of production, for tests. */
  readonly limits?: WaitingLineLimits;
  /** How long the event loop has had nothing to do so far, for tests. */
  readonly idleMs?: () => number;
}

/**
 * A probe is to wait no longer than a turn of 50 ms, in which 500 clients that ask at once are all answered from memory
 * or by a forecast; with 20 ms some of them waited in line, in short turns that cost a quarter of the throughput. A fifth
 * of a second in line is what 500 clients that ask without a pause need on a machine half as fast as ours, so that none
 * of them is refused; who comes after that would wait longer than a person takes for an answer. The number in flight
 * bounds what a slow database or provider can pile up: twice the 500 calls to a language model that one process is to
 * carry. When the loop itself is what they wait for, 32 keep it as busy, and none of them waits for a thousand others
 * that were begun before.
 */
const LIMITS: WaitingLineLimits = {
  turnMs: 50,
  perTurn: 8,
  patienceMs: 200,
  mostInFlight: 1000,
  mostWhenBusy: 32,
};

/** Whoever watches the service must be answered above all when it is overloaded. */
const ALWAYS_ANSWERED: ReadonlySet<string> = new Set([
  "/livez",
  "/readyz",
  "/health",
  "/api/health",
  "/metrics",
]);

/** How often it is looked at whether the loop was ever idle, and for what share of that time it must have been. */
const LOOK_EVERY_MS = 50;
const IDLE_SHARE = 0.05;

/** When nothing could be begun: to look again without keeping the loop from being idle. */
const LOOK_AGAIN_MS = 5;

/** Refusals are told of in a line for all of this time together: a line for each would add to the load. */
const SUMMARY_MS = 1000;

interface Waiting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: RequestListener;
}

/** Begins a request if there is time for it, and gives what is to be called when it has ended. */
export type Admit = () => (() => void) | undefined;

export interface LoadShedding {
  /** Has requests wait in line, or refuses them, when there is no time. */
  before(answer: RequestListener): RequestListener;
  /** For requests that have somewhere else to wait. */
  readonly admit: Admit;
}

/**
 * Stands before everything else: answers at once while there is time, has requests wait in line when there is not,
 * and refuses them when the line is too long. Probes pass.
 */
export function shedLoad(parts: LoadSheddingParts): LoadShedding {
  const { clock, metrics } = parts;
  const line = new WaitingLine<Waiting>(parts.limits ?? LIMITS);
  const refuse = createRefusal(parts);
  const tell = refusalSummary(parts.logger);
  const leave = () => line.leave();
  const idleMs = parts.idleMs ?? (() => performance.nodeTiming.idleTime);
  const lookAtLoop = loopWatch(idleMs, (isBusy) => line.observe(isBusy));
  let begun: ServerResponse[] = [];
  let begunBefore: ServerResponse[] = [];
  let isInTurn = false;

  function beginTurn(nowMs: number): void {
    isInTurn = true;
    // Not the last turn's: what is ready at the end of a turn is sent after it.
    countUnanswered(begunBefore);
    begunBefore = begun;
    begun = [];
    line.beginTurn(nowMs);
    // Runs when everything that was ready has been met.
    setImmediate(endTurn);
  }

  function endTurn(): void {
    isInTurn = false;
    const nowMs = clock.now();
    lookAtLoop(nowMs);
    const next = line.next();
    for (const waiting of next) {
      // Whoever has left needs no answer.
      if (!waiting.response.closed) begin(waiting);
    }
    if (line.length === 0) return;
    if (next.length > 0) beginTurn(nowMs);
    else setTimeout(resume, LOOK_AGAIN_MS);
  }

  function resume(): void {
    if (!isInTurn) beginTurn(clock.now());
  }

  function begin({ request, response, answer }: Waiting): void {
    answer(request, response);
    begun.push(response);
  }

  /** Most requests are answered at the end of the turn that began them, and need no counting. */
  function countUnanswered(responses: readonly ServerResponse[]): void {
    for (const response of responses) {
      if (response.writableEnded || response.closed) continue;
      line.enter();
      response.on("close", leave);
    }
  }

  function queueOrRefuse(asked: Waiting, nowMs: number): void {
    const { url = "", headers } = asked.request;
    const isCheap = !wantsAfresh(headers) && parts.isKept(url);
    const admission = ALWAYS_ANSWERED.has(url) ? "answer" : line.admit(nowMs, isCheap);
    if (admission === "answer") {
      begin(asked);
    } else if (admission === "wait") {
      line.join(asked, nowMs);
    } else {
      refuse(asked.request, asked.response);
      metrics.requestsShed.inc();
      tell();
    }
  }

  return {
    before: (answer) => (request, response) => {
      const nowMs = clock.now();
      if (!isInTurn) beginTurn(nowMs);
      const asked = { request, response, answer };
      if (line.isFree(nowMs)) begin(asked);
      else queueOrRefuse(asked, nowMs);
    },
    admit() {
      const nowMs = clock.now();
      if (!isInTurn) beginTurn(nowMs);
      if (!line.isFree(nowMs)) return undefined;
      line.enter();
      return leave;
    },
  };
}

/** @returns looks, now and then, whether the loop was idle for a part of the time since it looked before */
function loopWatch(
  idleMs: () => number,
  observe: (isBusy: boolean) => void,
): (nowMs: number) => void {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let idleThenMs = 0;
  return (nowMs) => {
    const passedMs = nowMs - lookedMs;
    if (passedMs < LOOK_EVERY_MS) return;
    const idleNowMs = idleMs();
    observe(idleNowMs - idleThenMs < passedMs * IDLE_SHARE && Number.isFinite(passedMs));
    lookedMs = nowMs;
    idleThenMs = idleNowMs;
  };
}

function refusalSummary(logger: Logger): () => void {
  let refused = 0;
  return () => {
    refused += 1;
    if (refused > 1) return;
    setTimeout(() => {
      const entry = { event_type: "REQUESTS_REFUSED", metrics: { refused, within_ms: SUMMARY_MS } };
      refused = 0;
      logger.warn(entry, "overloaded: requests were refused");
    }, SUMMARY_MS).unref();
  };
}
