import { plainNumber } from "../support/charts/svg.ts";
import { markdownTable } from "./markdown-table.ts";

/** A figure that the service is to reach. */
export interface Target {
  readonly label: string;
  readonly measured: number;
  readonly bound: "at least" | "at most";
  readonly required: number;
  /** As "ms" or "×"; "" for a plain number. */
  readonly unit: string;
}

/** How many times as good as required: 1 is just met, less is missed. */
function margin({ measured, bound, required }: Target): number {
  return bound === "at least" ? measured / required : required / measured;
}

/** Targets with what was measured and whether that is enough. */
export function targetTable(targets: readonly Target[]): string {
  return markdownTable(
    ["Target", "Required", "Measured", "Margin", "Verdict"],
    targets.map((target) => {
      const { label, measured, bound, required, unit } = target;
      const sign = bound === "at least" ? "≥" : "≤";
      const ratio = margin(target);
      return [
        label,
        `${sign} ${withUnit(required, unit)}`,
        withUnit(measured, unit),
        `${ratio.toFixed(2)}×`,
        ratio >= 1 ? "met" : "**missed**",
      ];
    }),
  );
}

function withUnit(value: number, unit: string): string {
  const gap = unit === "" || unit === "×" ? "" : " ";
  return `${plainNumber(value)}${gap}${unit}`;
}
