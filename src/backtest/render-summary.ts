import { isMessageKey, type Locale, translate } from "../messages/translate.ts";
import { probabilityText } from "../services/answers/probability-text.ts";
import type { BacktestReport, HistoryScores, TaskReport } from "./report.ts";
import type { Scores } from "./scores.ts";
import { DAYS_NEEDED } from "./tasks.ts";
import type { NameOf } from "./text-table.ts";

/** The result in words: the forecasts compared with the best baseline, and the tasks that could not be run. */
export function summaryLines(report: BacktestReport, nameOf: NameOf, locale: Locale): string[] {
  const totals = report.tasks.week_total;
  return [
    ...(report.histories.length > 0 ? [weekAheadLine(report, locale)] : []),
    ...(totals.histories.length > 0 ? [weekTotalLine(totals, locale)] : []),
    ...report.skipped.map(({ file, reason }) => {
      if (reason !== "too_short") {
        return translate(locale, "backtest.no_variation", { file: nameOf(file) });
      }
      const days = report.lengths.find((each) => each.file === file)?.days ?? 0;
      const missing = DAYS_NEEDED - days;
      const params = { file: nameOf(file), days, needed: DAYS_NEEDED, missing };
      return translate(locale, "backtest.too_short", params);
    }),
  ];
}

/** A method's display name; in English it is the report's member name. */
export function methodName(name: string, locale: Locale): string {
  const key = `backtest.method.${name}`;
  return isMessageKey(key) ? translate(locale, key) : name;
}

function weekAheadLine(report: BacktestReport, locale: Locale): string {
  const { model = Number.NaN, ...others } = report.mean_scaled_crps;
  const [best = ["", model]] = Object.entries(others).sort((a, b) => a[1] - b[1]);
  const [name, score] = best;
  // Lower scores are better.
  const percent = Math.round(100 * (1 - model / score));
  return translate(locale, "backtest.summary", {
    histories: report.histories.length,
    better: percent > 0 ? "more" : percent < 0 ? "less" : "same",
    percent: Math.abs(percent),
    method: methodName(name, locale),
    stated: share(report.histories, "stated80", locale),
    covered: share(report.histories, "coverage80", locale),
  });
}

function weekTotalLine({ histories }: TaskReport, locale: Locale): string {
  return translate(locale, "backtest.week_totals", {
    stated50: share(histories, "stated50", locale),
    covered50: share(histories, "coverage50", locale),
    stated80: share(histories, "stated80", locale),
    covered80: share(histories, "coverage80", locale),
  });
}

/** The mean over histories with equal weight. */
function share(histories: readonly HistoryScores[], member: keyof Scores, locale: Locale): string {
  const sum = histories.reduce((total, { model }) => total + model[member], 0);
  return probabilityText(sum / histories.length, locale);
}
