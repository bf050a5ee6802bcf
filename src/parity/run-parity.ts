import { type AskOptions, ask, type Outcome } from "./ask.ts";
import type { Judge } from "./judge.ts";
import type { OldRequest } from "./old-request.ts";
import type { Difference, Findings } from "./report.ts";

export interface ParityRun {
  readonly old: URL;
  readonly fresh: URL;
  readonly requests: readonly OldRequest[];
  readonly judge: Judge;
  readonly findings: Findings;
  readonly limits: AskOptions;
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Sends the same requests to both services, one after the other, each to both at the same moment, so that neither the
 * time of day nor a write differs.
 */
export async function runParity(run: ParityRun): Promise<void> {
  for (const [done, request] of run.requests.entries()) {
    if (run.limits.signal?.aborted) return;
    run.onProgress?.(done, run.requests.length);
    const [old, fresh] = await askBoth(run, request);
    const first = run.judge(request, old, fresh);
    const differences = first.some(mayPass) ? await confirm(run, request, first) : first;
    run.findings.add({ differences, oldMs: msOf(old), newMs: msOf(fresh) });
  }
}

function askBoth(
  { old, fresh, limits }: ParityRun,
  request: OldRequest,
): Promise<[Outcome, Outcome]> {
  return Promise.all([ask(old, request, limits), ask(fresh, request, limits)]);
}

function msOf(outcome: Outcome): number | undefined {
  return "failure" in outcome ? undefined : outcome.ms;
}

const EDGES = new Set(["answer", "status", "content-type"]);

/**
 * The hour may have changed, or a session may have been stored, between the two answers. A failure is never excused.
 */
function mayPass(difference: Difference): boolean {
  return difference.class === "unexplained" && !EDGES.has(difference.field);
}

/** Repeats the request; accidental differences disappear. */
async function confirm(
  run: ParityRun,
  request: OldRequest,
  first: readonly Difference[],
): Promise<readonly Difference[]> {
  const [old, fresh] = await askBoth(run, request);
  const again = new Set(run.judge(request, old, fresh).map(({ field }) => field));
  return first.filter((difference) => !mayPass(difference) || again.has(difference.field));
}
