import { surpriseBits } from "../../stats/surprise.ts";
import type { AnomalyType, Severity, Suspicion } from "./finding.ts";
import { SEVERITY_BITS } from "./parameters.ts";

/** From mild to severe. */
export const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

/** Highest severity of types that are mild by nature, taken over from the former service's scale. */
const WORST: Readonly<Partial<Record<AnomalyType, Severity>>> = {
  unusual_hours: "medium",
  category_shift: "low",
  streak_break: "medium",
  overwork_spike: "medium",
  quality_decline: "medium",
  level_shift: "medium",
};

/** Adds the surprise and the severity to a suspicion. */
export function toFinding<Some extends Suspicion>(
  suspicion: Some,
): Some & { readonly severity: Severity; readonly surpriseBits: number } {
  const bits = surpriseBits(suspicion.tail);
  const rank = SEVERITY_BITS.filter((limit) => bits >= limit).length;
  const worst = SEVERITIES.indexOf(WORST[suspicion.type] ?? "critical");
  const severity = SEVERITIES[Math.min(rank, worst)] ?? "low";
  return { ...suspicion, severity, surpriseBits: bits };
}
