import type { RequestListener } from "node:http";
import type { Clock } from "../../ports.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { Metrics } from "../../telemetry/metrics.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";
import { STREAM_BEGUN } from "../stream-begun.ts";
import { createWriteBatch, sendAnswer } from "../write-batch.ts";
import { createActiveRequests } from "./active-requests.ts";
import { hasBody } from "./body-watch.ts";
import { createLoopWatch } from "./loop-watch.ts";
import type { PendingRequest } from "./pending-request.ts";
import { createRefusal, type RefusalParts } from "./refusal.ts";
import { RequestQueue, type RequestQueueLimits } from "./request-queue.ts";

export interface AdmissionControlParts extends RefusalParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, "requestsShed">;
  /** Replaces the limits of production in tests. */
  readonly limits?: RequestQueueLimits;
}

const LIMITS: RequestQueueLimits = {
  /**
   * A health probe waits at most one turn. Within 50 ms, 500 simultaneous clients are answered from the cache or with a
   * forecast. With 20 ms some of them were queued, and the short turns cost a quarter of the throughput.
   */
  turnMs: 50,
  /** With 8 a turn instead of 32, 500 clients received a fifth fewer forecasts. */
  perTurn: 32,
  /**
   * 500 clients that request forecasts without a pause need this long on a quarter of a core, so none of them is refused.
   * A longer wait would exceed the time that a person accepts for an answer.
   */
  maxWaitMs: 300,
  /**
   * Bounds the requests that pile up behind a slow database or provider. One process must carry 500 calls to a language
   * model; this is twice as many.
   */
  maxInFlight: 1000,
  /**
   * 32 requests keep a saturated event loop as busy as 1000 do, and no request waits for a thousand others that began
   * before it.
   */
  maxInFlightWhenBusy: 32,
};

/** Monitoring needs answers most of all while the service is overloaded. */
const ALWAYS_ANSWERED: ReadonlySet<string> = new Set([
  "/livez",
  "/readyz",
  "/health",
  "/api/health",
  "/metrics",
]);

/**
 * The pause before the queue is polled again when no request could begin. A timer, unlike `setImmediate`, lets the loop
 * idle.
 */
const POLL_MS = 5;

/** Refusals of one such period share a log line: a line for each would add to the load. */
const SUMMARY_MS = 1000;

/**
 * Admits a request at once when the event loop has room; otherwise queues it, or refuses it when the queue is overdue.
 */
export type Admit = (request: PlainRequest, pending: PendingRequest) => void;

export interface AdmissionControl {
  /** Guards a listener of node:http. */
  before(answer: RequestListener): RequestListener;
  /** Guards requests of the fast path, which node:http has not read. */
  readonly admit: Admit;
}

/**
 * The first step of every request: admits it while the event loop has room, queues it otherwise, and refuses it when
 * the queue is overdue. Probes are always admitted.
 */
export function createAdmissionControl(parts: AdmissionControlParts): AdmissionControl {
  const { clock, metrics } = parts;
  const queue = new RequestQueue<PendingRequest>(parts.limits ?? LIMITS);
  const refusalOf = createRefusal(parts);
  const logRefusal = refusalSummary(parts.logger);
  const batch = createWriteBatch(sendAnswer);
  const sampleLoop = createLoopWatch((use) => queue.observe(use));
  const active = createActiveRequests(queue);
  let isInTurn = false;

  function beginTurn(nowMs: number): void {
    isInTurn = true;
    active.beginTurn();
    queue.beginTurn(nowMs);
    // Runs after every I/O event that was ready in this turn.
    setImmediate(endTurn);
  }

  function endTurn(): void {
    isInTurn = false;
    const nowMs = clock.now();
    sampleLoop(nowMs);
    const next = queue.next(nowMs);
    for (const pending of next) {
      if (!pending.hasLeft()) active.begin(pending.read(), pending);
    }
    if (next.length > 0) afterMicrotasks(() => queue.adaptBatch(clock.now() - nowMs));
    for (const pending of queue.overdue(nowMs)) {
      if (!pending.hasLeft()) refuse(pending.read(), pending);
    }
    if (queue.length === 0) return;
    if (next.length > 0) beginTurn(nowMs);
    else setTimeout(resume, POLL_MS);
  }

  function resume(): void {
    if (!isInTurn) beginTurn(clock.now());
  }

  function refuse(request: PlainRequest, pending: PendingRequest): void {
    pending.refuse(refusalOf(request));
    metrics.requestsShed.inc();
    logRefusal();
  }

  function admit(request: PlainRequest, pending: PendingRequest): void {
    const nowMs = clock.now();
    if (!isInTurn) beginTurn(nowMs);
    if (queue.isFree(nowMs) || ALWAYS_ANSWERED.has(request.url ?? "")) {
      active.begin(request, pending);
    } else if (queue.refuses(nowMs)) {
      refuse(request, pending);
    } else {
      queue.join(pending, nowMs);
    }
  }

  return {
    admit,
    before: (answer) => (request, response) => {
      admit(request, {
        read: () => request,
        begin(_request, release) {
          response.once("close", release).once(STREAM_BEGUN, release);
          answer(request, response);
        },
        refuse: (answer) => batch.add({ response, answer }),
        hasLeft: () => response.closed,
        receiving: () =>
          hasBody(request) && !request.complete
            ? (callback) => void request.once("end", callback)
            : undefined,
      });
    },
  };
}

/** Calls back once all pending microtasks have run: every request has then ended or waits for I/O. */
function afterMicrotasks(callback: () => void): void {
  queueMicrotask(() => process.nextTick(callback));
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
