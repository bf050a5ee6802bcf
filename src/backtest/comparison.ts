import type { Pmf } from "../stats/pmf.ts";
import type { History } from "./history.ts";
import type { HistoryScores, SkipReason, TaskReport } from "./report.ts";
import { ScoreSheet } from "./scores.ts";

/** Scores the model and the baselines on the same cases of one task. */
export class Comparison {
  readonly #model = new ScoreSheet();
  readonly #baselines = new Map<string, ScoreSheet>();
  #origins = 0;

  constructor(baselines: readonly string[]) {
    for (const name of baselines) this.#baselines.set(name, new ScoreSheet());
  }

  addOrigin(): void {
    this.#origins += 1;
  }

  addModel(forecast: Pmf, actual: number): void {
    this.#model.add(forecast, actual);
  }

  addBaseline(name: string, forecast: Pmf, actual: number): void {
    this.#baselines.get(name)?.add(forecast, actual);
  }

  /** @returns the scores, or the reason why there are none */
  finish(history: History, scale: number): HistoryScores | SkipReason {
    if (this.#origins === 0) return "too_short";
    if (!(scale > 0)) return "no_variation";
    return {
      file: history.file,
      days: history.counts.length,
      origins: this.#origins,
      scale,
      model: this.#model.scores(),
      baselines: Object.fromEntries(
        [...this.#baselines].map(([name, sheet]) => [name, sheet.scores()]),
      ),
    };
  }
}

/** One task over all histories: the mean of the scaled scores, with equal weight for each history. */
export function toTaskReport(
  results: readonly { readonly file: string; readonly result: HistoryScores | SkipReason }[],
): TaskReport {
  const histories: HistoryScores[] = [];
  const skipped: { file: string; reason: SkipReason }[] = [];
  for (const { file, result } of results) {
    if (typeof result === "string") skipped.push({ file, reason: result });
    else histories.push(result);
  }
  return { histories, mean_scaled_crps: meanScaledCrps(histories), skipped };
}

function meanScaledCrps(histories: readonly HistoryScores[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { model, baselines, scale } of histories) {
    for (const [name, scores] of Object.entries({ model, ...baselines })) {
      sums[name] = (sums[name] ?? 0) + scores.crps / scale / histories.length;
    }
  }
  return sums;
}
