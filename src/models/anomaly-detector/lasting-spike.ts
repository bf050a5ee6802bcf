import { TESTED_TYPES } from "../../domain/anomaly-types.ts";
import type { Anomaly, Change } from "./anomaly-report.ts";
import { LEAST_EFFECT } from "./parameters.ts";
import { toFinding } from "./to-finding.ts";

/**
 * Adds a spike to the anomalies while the days since a lasting change are far above the earlier level. The spike test's
 * own baseline soon includes the days since the change, and would then hide it.
 */
export function withLastingSpike(
  anomalies: readonly Anomaly[],
  changes: readonly Change[],
): readonly Anomaly[] {
  if (anomalies.some(({ type }) => type === "overwork_spike")) return anomalies;
  return [...anomalies, ...changes.flatMap(spikeOf)].sort(
    (a, b) => TESTED_TYPES.indexOf(a.type) - TESTED_TYPES.indexOf(b.type),
  );
}

function spikeOf({ details: { before, after }, tail }: Change): Anomaly[] {
  const ratio = after / before;
  if (!(ratio > LEAST_EFFECT.overwork)) return [];
  const spike = {
    ratioPercent: 100 * ratio,
    currentAverage: after,
    baselineAverage: before,
    excessPercent: 100 * (ratio - 1),
  };
  return [toFinding({ type: "overwork_spike", tail, details: spike })];
}
