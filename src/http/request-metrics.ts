import type { ErrorCode } from "../errors.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { DurationTally } from "../telemetry/tallied-histogram.ts";

/** The path label of requests that no route matches: arbitrary paths must not become time series. */
export const UNMATCHED = "unmatched";

/** The measured properties of an answered request. */
export interface Measured {
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
  /** The code of the problem document, if the answer is one. */
  readonly code: ErrorCode | undefined;
}

/** Records the metrics of a request to one route. */
export type Recorder = (measured: Measured) => void;

/**
 * Records the number and duration of requests to a path. Each time series is looked up by its labels only once.
 */
export function createRecorder(
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

  return (measured) => {
    const { method, status } = measured;
    const seconds = measured.durationMs / 1000;
    const tally = byMethod.get(method)?.get(status) ?? openTally(method, status);
    tally.observe(seconds);
    prediction?.observe(seconds);
    if (status >= 500) countFailure(metrics, measured, predictionType);
  };
}

function countFailure(
  { httpExceptions, predictionErrors }: Metrics,
  { method, status, code }: Measured,
  predictionType: string | undefined,
): void {
  if (code === undefined) return;
  httpExceptions.inc({ method, status: String(status) });
  if (predictionType === undefined) return;
  predictionErrors.inc({ prediction_type: predictionType, error_type: code });
}
