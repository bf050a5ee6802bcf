/** Worker thread of `openMirror`. */
import { parentPort, workerData } from "node:worker_threads";
import { type AskOptions, ask, type Outcome, readAnswer } from "../ask.ts";
import { createJudge } from "../judge.ts";
import type { OldRequest } from "../old-request.ts";
import { findOldRoute } from "../old-routes.ts";
import { createFindings } from "../report.ts";
import type {
  FromWorker,
  MirroredAnswer,
  MirroredRequest,
  MirrorSettings,
  ToWorker,
} from "./mirror-messages.ts";

interface Waiting {
  readonly request: OldRequest;
  readonly fresh: Promise<Outcome>;
  readonly abort: AbortController;
}

/** Sends the former service's requests to our service, and compares when both have answered. */
function compareMessages(settings: MirrorSettings, send: (message: FromWorker) => void) {
  const base = new URL(settings.fresh);
  const judge = createJudge(settings);
  const findings = createFindings();
  const waiting = new Map<number, Waiting>();

  function begin(id: number, { method, target, body, headers }: MirroredRequest): void {
    const route = findOldRoute(method, target);
    if (route === undefined) return;
    const known = method === "POST" ? "POST" : "GET";
    const request = {
      route,
      method: known,
      target,
      ...(body === undefined ? {} : { body }),
    } as const;
    const abort = new AbortController();
    const { deadlineMs, maxBytes } = settings;
    const limits: AskOptions = { deadlineMs, maxBytes, headers, signal: abort.signal };
    waiting.set(id, { request, abort, fresh: ask(base, request, limits) });
  }

  async function finish(id: number, answer: MirroredAnswer | undefined): Promise<void> {
    const known = waiting.get(id);
    waiting.delete(id);
    if (answer === undefined) known?.abort.abort();
    const fresh = await known?.fresh;
    if (known !== undefined && fresh !== undefined && answer !== undefined) {
      const old = { ...readAnswer(answer.status, answer.contentType, answer.bytes), ms: answer.ms };
      const differences = judge(known.request, old, fresh);
      const newMs = "failure" in fresh ? undefined : fresh.ms;
      findings.add({ differences, oldMs: answer.ms, newMs });
    }
    send({ kind: "done", id, compared: known !== undefined && answer !== undefined });
  }

  return (message: ToWorker): void => {
    if (message.kind === "request") begin(message.id, message.request);
    else if (message.kind === "answer") void finish(message.id, message.answer);
    else send({ kind: "report", report: findings.report(), latency: findings.latency() });
  };
}

parentPort?.on(
  "message",
  compareMessages(workerData, (message) => parentPort?.postMessage(message)),
);
