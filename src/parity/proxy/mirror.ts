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

/** Counts of mirrored requests by outcome. */
export interface MirrorCounts {
  readonly mirrored: number;
  /** Dropped because too many requests were waiting for our service. */
  readonly dropped: number;
  /** Writes, routes outside the former contract, and answers that were too large or incomplete. */
  readonly skipped: number;
}

/** One request mirrored to our service. Neither call waits; calls after the answer are ignored. */
export interface Mirrored {
  /** Sends the mirrored request; called once the original is complete. */
  ask(body?: string): void;
  /** Supplies the former service's answer; `undefined` when there is nothing to compare. */
  answered(answer: MirroredAnswer | undefined): void;
}

export interface Mirror {
  /** `undefined` when the request is not compared, or too many are waiting. */
  take(request: Omit<MirroredRequest, "body">): Mirrored | undefined;
  counts(): MirrorCounts;
  /** Findings so far; `undefined` when the comparing thread does not answer. */
  report(): Promise<{ report: ParityReport; latency: Latency } | undefined>;
  /** Resolves when nothing is pending, or after this time. */
  settle(withinMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Maximum number of requests waiting for an answer; limits memory and the load on our service. */
const MAX_WAITING = 64;
/** Time within which the comparing thread must report. */
const REPORT_WITHIN_MS = 5000;

/** Sends and compares in a separate thread, so that a client's answer is not delayed. */
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
  // The former service continues to answer clients; further requests are counted as dropped.
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
          // The former service may answer before it has read the body, and then needs none of it.
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
