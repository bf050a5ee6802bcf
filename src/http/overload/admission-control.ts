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
  /** Other limits than those of production, for tests. */
  readonly limits?: RequestQueueLimits;
}

/**
 * A probe is to wait no longer than a turn of 50 ms, in which 500 clients that ask at once are all answered from memory
 * or by a forecast; with 20 ms some of them waited in the queue, in short turns that cost a quarter of the throughput. From the
 * queue 32 are begun in a turn; with eight, 500 clients were given a fifth fewer forecasts. Three tenths of a second in the queue
 * are what 500 clients that ask for forecasts without a pause need on a quarter of a core, so that none of them is
 * refused; who comes after that would wait longer than a person takes for an answer. The number in flight bounds what
 * a slow database or provider can pile up: twice the 500 calls to a language model that one process is to carry.
 * When the loop itself is what they wait for, 32 keep it as busy, and none of them waits for a thousand others
 * that were begun before.
 */
const LIMITS: RequestQueueLimits = {
  turnMs: 50,
  perTurn: 32,
  maxWaitMs: 300,
  maxInFlight: 1000,
  maxInFlightWhenBusy: 32,
};

/** Monitoring must be answered above all when the service is overloaded. */
const ALWAYS_ANSWERED: ReadonlySet<string> = new Set([
  "/livez",
  "/readyz",
  "/health",
  "/api/health",
  "/metrics",
]);

/** When nothing could be begun: to look again without keeping the loop from being idle. */
const LOOK_AGAIN_MS = 5;

/** Refusals are told of in a line for all of this time together: a line for each would add to the load. */
const SUMMARY_MS = 1000;

/** Has a request begun at once when there is time; otherwise when its turn has come, or refused when it will not. */
export type Admit = (request: PlainRequest, pending: PendingRequest) => void;

export interface AdmissionControl {
  /** For requests that node:http has read. */
  before(answer: RequestListener): RequestListener;
  /** For those that it has not. */
  readonly admit: Admit;
}

/**
 * Stands before everything else: answers at once while there is time, has requests wait in the queue when there is not,
 * and refuses them when the queue is too long. Probes pass.
 */
export function createAdmissionControl(parts: AdmissionControlParts): AdmissionControl {
  const { clock, metrics } = parts;
  const queue = new RequestQueue<PendingRequest>(parts.limits ?? LIMITS);
  const refusalOf = createRefusal(parts);
  const tell = refusalSummary(parts.logger);
  const batch = createWriteBatch(sendAnswer);
  const lookAtLoop = createLoopWatch((use) => queue.observe(use));
  const active = createActiveRequests(queue);
  let isInTurn = false;

  function beginTurn(nowMs: number): void {
    isInTurn = true;
    active.beginTurn();
    queue.beginTurn(nowMs);
    // Runs when everything that was ready has been met.
    setImmediate(endTurn);
  }

  function endTurn(): void {
    isInTurn = false;
    const nowMs = clock.now();
    lookAtLoop(nowMs);
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
    else setTimeout(resume, LOOK_AGAIN_MS);
  }

  function resume(): void {
    if (!isInTurn) beginTurn(clock.now());
  }

  function refuse(request: PlainRequest, pending: PendingRequest): void {
    pending.refuse(refusalOf(request));
    metrics.requestsShed.inc();
    tell();
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

/** When everything that is under way has ended, or waits for something. */
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
