import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { ownScript } from "../../runtime/own-files.ts";
import { findOldRoute } from "../old-routes.ts";
import type { Latency, ParityReport } from "../report.ts";
import type {
  FromWorker,
  MirroredAnswer,
  MirroredRequest,
  MirrorSettings,
  ToWorker,
} from "./mirror-messages.ts";

/** What became of the requests that passed. */
export interface MirrorCounts {
  readonly mirrored: number;
  /** Too many were waiting for our service. */
  readonly dropped: number;
  /** Writes, routes that the old contract does not have, and answers that were too large or broke off. */
  readonly skipped: number;
}

/** One request that is asked of our service as well. Neither call waits; what comes after the answer is ignored. */
export interface Mirrored {
  /** Sends the request on; called once it is complete. */
  ask(body?: string): void;
  /** Says what the old service answered; undefined when there is nothing to compare. */
  answered(answer: MirroredAnswer | undefined): void;
}

export interface Mirror {
  /** Undefined when the request is not for comparing, or too many are waiting. */
  take(request: Omit<MirroredRequest, "body">): Mirrored | undefined;
  counts(): MirrorCounts;
  /** What was found so far; undefined when the comparing thread does not answer. */
  report(): Promise<{ report: ParityReport; latency: Latency } | undefined>;
  /** Resolves when nothing waits any more, or after this time. */
  settle(withinMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Requests that wait for one of both answers: bounds memory and what our service is asked at once. */
const MAX_WAITING = 64;
const REPORT_WITHIN_MS = 5000;

/** Asks and compares in a thread of its own, so that neither takes time from a client's answer. */
export function openMirror(settings: MirrorSettings): Mirror {
  const worker = new Worker(ownScript("parity/proxy/mirror-worker"), { workerData: settings });
  const counts = { mirrored: 0, dropped: 0, skipped: 0 };
  let waiting = 0;
  let next = 0;
  let isOpen = true;

  worker.on("message", (message: FromWorker) => {
    if (message.kind !== "done") return;
    waiting -= 1;
    counts[message.compared ? "mirrored" : "skipped"] += 1;
  });
  // Clients go on being answered by the old service; what passes is counted as dropped.
  worker.on("error", () => {
    isOpen = false;
  });

  const send = (message: ToWorker, transfer: readonly ArrayBuffer[] = []) =>
    worker.postMessage(message, [...transfer]);

  return {
    take({ method, target, headers }) {
      const route = findOldRoute(method, target);
      if (route === undefined || route.writes) {
        counts.skipped += 1;
        return undefined;
      }
      if (!isOpen || waiting >= MAX_WAITING) {
        counts.dropped += 1;
        return undefined;
      }
      waiting += 1;
      const id = next++;
      let isOver = false;
      return {
        ask(body) {
          // The old service may answer before it has read the body, and needs none of it then.
          if (isOver) return;
          const request = { method, target, headers, ...(body === undefined ? {} : { body }) };
          send({ kind: "request", id, request });
        },
        answered(answer) {
          if (isOver) return;
          isOver = true;
          send({ kind: "answer", id, answer }, answer === undefined ? [] : [answer.bytes.buffer]);
        },
      };
    },
    counts: () => ({ ...counts }),
    async report() {
      if (!isOpen) return undefined;
      send({ kind: "report" });
      const signal = AbortSignal.timeout(REPORT_WITHIN_MS);
      try {
        for (;;) {
          const [message]: FromWorker[] = await once(worker, "message", { signal });
          if (message?.kind === "report") return message;
        }
      } catch {
        return undefined;
      }
    },
    async settle(withinMs) {
      const signal = AbortSignal.timeout(withinMs);
      while (isOpen && waiting > 0 && !signal.aborted) {
        await once(worker, "message", { signal }).catch(() => {});
      }
    },
    async close() {
      await worker.terminate();
    },
  };
}
