import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Metrics } from "../utils/metrics.ts";
import type { DurationTally } from "../utils/tallied-histogram.ts";

/** Stands for every path that no route knows: what strangers ask for must not become series. */
const UNMATCHED = "unmatched";

type Recorder = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Counts requests and how long they took, by the pattern of their route. Probes are left out: they would
 * outnumber people. Call before the routes are registered.
 *
 * @returns counts a request that met neither a route nor a hook
 */
export function addRequestMetrics(app: FastifyInstance, metrics: Metrics): Recorder {
  const recordUnmatched = createRecorder(metrics, UNMATCHED, undefined);
  app.addHook("onResponse", (request, reply, done) => {
    if (request.is404) recordUnmatched(request, reply);
    done();
  });
  app.addHook("onRoute", (route) => {
    if (route.config?.quiet === true) return;
    const record = createRecorder(metrics, route.url, route.config?.predictionType);
    const hook = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      record(request, reply);
      done();
    };
    route.onResponse = [route.onResponse ?? [], hook].flat();
  });
  return recordUnmatched;
}

/** Looks no series up by its labels but the first time each is met. */
function createRecorder(
  metrics: Metrics,
  path: string,
  predictionType: string | undefined,
): Recorder {
  const { httpDurations, predictionDurations } = metrics;
  const byMethod = new Map<string, Map<number, DurationTally>>();
  const prediction =
    predictionType === undefined
      ? undefined
      : predictionDurations.tallyOf({ prediction_type: predictionType });

  function openTally(method: string, status: number): DurationTally {
    const tally = httpDurations.tallyOf({ method, path, status: String(status) });
    const byStatus = byMethod.get(method) ?? new Map<number, DurationTally>();
    byMethod.set(method, byStatus.set(status, tally));
    return tally;
  }

  return (request, reply) => {
    const { method } = request;
    const status = reply.statusCode;
    const seconds = reply.elapsedTime / 1000;
    const tally = byMethod.get(method)?.get(status) ?? openTally(method, status);
    tally.observe(seconds);
    prediction?.observe(seconds);
    if (status >= 500) countFailure(metrics, request, status, predictionType);
  };
}

function countFailure(
  { httpExceptions, predictionErrors }: Metrics,
  { method, errorCode }: FastifyRequest,
  status: number,
  predictionType: string | undefined,
): void {
  if (errorCode === undefined) return;
  httpExceptions.inc({ method, status: String(status) });
  if (predictionType === undefined) return;
  predictionErrors.inc({ prediction_type: predictionType, error_type: errorCode });
}
