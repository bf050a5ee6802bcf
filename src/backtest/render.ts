import type { BacktestReport, HistoryScores, TaskReport } from "./report.ts";
import { type NameOf, shortNames, table } from "./text-table.ts";

const TITLES = {
  week_ahead: "A week ahead, from 28 known days on (weekly origins)",
  week_ahead_daily: "The same at every day",
  early_weeks: "A week ahead at 14 and 21 known days",
  first_days: "A week ahead at 3 to 13 known days",
  newcomers_first_days: "The same where the history is cut open at many days",
  newcomers_early_weeks: "Cut open likewise, at 14 to 27 known days",
  newcomers_first_months: "Cut open likewise, at 28 to 83 known days",
  noon: "Today at noon",
  week_total: "Total of the coming week",
} as const;

/** The report as plain text tables for people: lower scores are better, `cover/said` is coverage against its claim. */
export function renderBacktest(report: BacktestReport): string {
  const sections: [keyof typeof TITLES, TaskReport][] = [
    ["week_ahead", report],
    ["week_ahead_daily", report.tasks.week_ahead_daily],
    ["early_weeks", report.tasks.early_weeks],
    ["first_days", report.tasks.first_days],
    ["newcomers_first_days", report.tasks.newcomers_first_days],
    ["newcomers_early_weeks", report.tasks.newcomers_early_weeks],
    ["newcomers_first_months", report.tasks.newcomers_first_months],
    ["noon", report.tasks.noon],
    ["week_total", report.tasks.week_total],
  ];
  const files = [...report.histories, ...report.skipped].map(({ file }) => file);
  const nameOf = shortNames(files);
  const parts = sections.map(([task, part]) => `${TITLES[task]}\n${renderTask(part, nameOf)}`);
  if (report.problems.length > 0) {
    const shown = report.problems.slice(0, 10);
    parts.push(
      [
        `Rows left out: ${report.problems.length}`,
        ...shown.map(({ file, line, problem }) => `  ${file}:${line}: ${problem}`),
      ].join("\n"),
    );
  }
  return `${parts.join("\n\n")}\n`;
}

function renderTask(task: TaskReport, nameOf: NameOf): string {
  const lines = [];
  if (task.histories.length > 0) {
    lines.push(...table(scoreRows(task, nameOf)), "", ...table(historyRows(task, nameOf)));
  }
  for (const { file, reason } of task.skipped) {
    lines.push(`  left out: ${nameOf(file)} (${reason.replaceAll("_", " ")})`);
  }
  return lines.length > 0 ? lines.join("\n") : "  no history";
}

/** One row per method: the mean, then each history. */
function scoreRows(task: TaskReport, nameOf: NameOf): string[][] {
  const methods = Object.entries(task.mean_scaled_crps).sort((a, b) => a[1] - b[1]);
  return [
    ["scaled CRPS", "mean", ...task.histories.map(({ file }) => nameOf(file))],
    ...methods.map(([name, mean]) => [
      name,
      fixed(mean),
      ...task.histories.map((history) => fixed(scaledCrps(history, name))),
    ]),
  ];
}

/** One row per history: the model alone. */
function historyRows(task: TaskReport, nameOf: NameOf): string[][] {
  return [
    ["model", "days", "origins", "scale", "crps", "mae", "bias", "cover", "said", "log"],
    ...task.histories.map(({ file, days, origins, scale, model }) => [
      nameOf(file),
      String(days),
      String(origins),
      fixed(scale),
      fixed(model.crps),
      fixed(model.mae),
      fixed(model.bias),
      fixed(model.coverage80),
      fixed(model.stated80),
      fixed(model.log_score),
    ]),
  ];
}

function scaledCrps(history: HistoryScores, name: string): number {
  const scores = name === "model" ? history.model : history.baselines[name];
  return (scores?.crps ?? Number.NaN) / history.scale;
}

function fixed(value: number): string {
  return value.toFixed(3);
}
