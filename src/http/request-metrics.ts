import type { ErrorCode } from "../errors.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { DurationTally } from "../telemetry/tallied-histogram.ts";

/** Stands for every path that no route knows: what strangers ask for must not become series. */
export const UNMATCHED = "unmatched";

/** A request that was answered, as far as figures go. */
export interface Measured {
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
  /** Of the problem document, when it was one. */
  readonly code: ErrorCode | undefined;
}

/** Counts a request to one route. */
export type Recorder = (measured: Measured) => void;

/**
 * Counts requests to a path, and how long they took. Looks no series up by its labels but the first time each is met.
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
