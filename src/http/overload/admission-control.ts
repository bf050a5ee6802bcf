import type { RequestListener } from "node:http";
import type { Clock } from "../../ports.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { Metrics } from "../../telemetry/metrics.ts";
import { wantsAfresh } from "../response-cache/cache-headers.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";
import { STREAM_BEGUN } from "../stream-begun.ts";
import { createWriteBatch, sendAnswer } from "../write-batch.ts";
import { hasBody } from "./body-watch.ts";
import { createRefusal, type RefusalParts } from "./refusal.ts";
import { RequestQueue, type RequestQueueLimits } from "./request-queue.ts";

export interface AdmissionControlParts extends RefusalParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, "requestsShed">;
  /** Whether an address was answered before from what is kept, and so costs hardly more than a refusal. */
  readonly isKept: (url: string) => boolean;
  /** Other limits than those of production, for tests. */
  readonly limits?: RequestQueueLimits;
  /** How long the event loop has had nothing to do so far, for tests. */
  readonly idleMs?: () => number;
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
  abandonAfterMs: 800,
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

/** How often it is looked at whether the loop was ever idle, and for what share of that time it must have been. */
const LOOK_EVERY_MS = 50;
const IDLE_SHARE = 0.05;

/** When nothing could be begun: to look again without keeping the loop from being idle. */
const LOOK_AGAIN_MS = 5;

/** Refusals are told of in a line for all of this time together: a line for each would add to the load. */
const SUMMARY_MS = 1000;

/** Says that a request that was begun has ended. */
type Release = () => void;

/** A request that asks to be answered. It is begun or refused once, at once or later. */
export interface PendingRequest {
  /** Reads it again, for one that waits: thousands may, so what they keep of a request is up to them. */
  readonly read: () => PlainRequest;
  readonly begin: (request: PlainRequest, release: Release) => void;
  readonly refuse: (refusal: ReadyAnswer) => void;
  /** The client is gone and needs no answer. */
  readonly hasLeft: () => boolean;
  /** Set while the body has yet to come: until then the client is waited for. Calls back when it has come. */
  readonly receiving?: () => ((callback: () => void) => void) | undefined;
}

/** Has a request begun at once when there is time; otherwise when its turn has come, or refused when it will not. */
export type Admit = (request: PlainRequest, pending: PendingRequest) => void;

/** A request that was begun. */
interface ActiveRequest {
  readonly pending: PendingRequest;
  hasEnded: boolean;
  isCounted: boolean;
}

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
  const idleMs = parts.idleMs ?? (() => performance.nodeTiming.idleTime);
  const refill = createRefill(idleMs);
  const lookAtLoop = loopWatch(idleMs, (isBusy) => queue.observe(isBusy));
  let begun: ActiveRequest[] = [];
  let begunBefore: ActiveRequest[] = [];
  let isInTurn = false;

  function beginTurn(nowMs: number): void {
    isInTurn = true;
    // Not the last turn's: what is ready at the end of a turn is sent after it.
    countUnanswered(begunBefore);
    begunBefore = begun;
    begun = [];
    queue.beginTurn(nowMs);
    // Runs when everything that was ready has been met.
    setImmediate(endTurn);
  }

  function endTurn(): void {
    isInTurn = false;
    const nowMs = clock.now();
    lookAtLoop(nowMs);
    if (queue.length > 0) refill(queue);
    const next = queue.next(nowMs);
    for (const pending of next) {
      if (!pending.hasLeft()) begin(pending.read(), pending);
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

  function begin(request: PlainRequest, pending: PendingRequest): void {
    const entry = { pending, hasEnded: false, isCounted: false };
    begun.push(entry);
    const release = () => {
      if (entry.isCounted && !entry.hasEnded) queue.leave();
      entry.hasEnded = true;
    };
    pending.begin(request, release);
  }

  /** Most requests are answered at the end of the turn that began them, and need no counting. */
  function countUnanswered(entries: readonly ActiveRequest[]): void {
    for (const entry of entries) {
      if (entry.hasEnded) continue;
      const afterBody = entry.pending.receiving?.();
      if (afterBody === undefined) count(entry);
      else afterBody(() => count(entry));
    }
  }

  function count(entry: ActiveRequest): void {
    if (entry.hasEnded) return;
    entry.isCounted = true;
    queue.enter();
  }

  function queueOrRefuse(request: PlainRequest, pending: PendingRequest, nowMs: number): void {
    const { url = "", headers } = request;
    const isCheap = !wantsAfresh(headers) && parts.isKept(url);
    const admission = ALWAYS_ANSWERED.has(url) ? "answer" : queue.admit(nowMs, isCheap);
    if (admission === "answer") {
      begin(request, pending);
    } else if (admission === "wait") {
      queue.join(pending, nowMs);
    } else {
      refuse(request, pending);
    }
  }

  function refuse(request: PlainRequest, pending: PendingRequest): void {
    pending.refuse(refusalOf(request));
    metrics.requestsShed.inc();
    tell();
  }

  function admit(request: PlainRequest, pending: PendingRequest): void {
    const nowMs = clock.now();
    if (!isInTurn) beginTurn(nowMs);
    if (queue.isFree(nowMs)) begin(request, pending);
    else queueOrRefuse(request, pending, nowMs);
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

/** @returns tells a queue how much this thread has worked, and how long it had nothing to do, since it was told before */
function createRefill(idleMs: () => number): (queue: RequestQueue<PendingRequest>) => void {
  let busyThenMs = 0;
  let idleThenMs = 0;
  return (queue) => {
    const { user, system } = process.threadCpuUsage();
    const busyNowMs = (user + system) / 1000;
    const idleNowMs = idleMs();
    queue.refill(busyNowMs - busyThenMs, idleNowMs - idleThenMs);
    busyThenMs = busyNowMs;
    idleThenMs = idleNowMs;
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
