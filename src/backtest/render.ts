import { isMessageKey, type Locale, translate } from "../messages/translate.ts";
import { methodName, summaryLines } from "./render-summary.ts";
import type { BacktestReport, HistoryScores, OtherTask, TaskReport } from "./report.ts";
import type { Scores } from "./scores.ts";
import { type NameOf, shortNames, table } from "./text-table.ts";

const TASKS = [
  "week_ahead_daily",
  "early_weeks",
  "first_days",
  "newcomers_first_days",
  "newcomers_early_weeks",
  "newcomers_first_months",
  "noon",
  "week_total",
] as const;

/** Number of invalid rows shown. */
const SHOWN_ROWS = 10;

/**
 * The report as text: first in words, then as tables. Lower scores are better; `cover/said` is the observed and the
 * stated coverage.
 */
export function renderBacktest(report: BacktestReport, locale: Locale): string {
  const sections: [task: "week_ahead" | OtherTask, part: TaskReport][] = [
    ["week_ahead", report],
    ...TASKS.map((task): [OtherTask, TaskReport] => [task, report.tasks[task]]),
  ];
  const files = [...report.histories, ...report.skipped].map(({ file }) => file);
  const nameOf = shortNames(files);
  const parts = [
    summaryLines(report, nameOf, locale).join("\n"),
    ...sections.map(
      ([task, part]) =>
        `${translate(locale, `backtest.title.${task}`)}\n${renderTask(task, part, nameOf, locale)}`,
    ),
  ];
  if (report.problems.length > 0) {
    const rows = report.problems.slice(0, SHOWN_ROWS);
    parts.push(
      [
        translate(locale, "backtest.rows_left_out", { rows: String(report.problems.length) }),
        ...rows.map(
          ({ file, line }) =>
            `  ${translate(locale, "backtest.row", { file, line: String(line) })}`,
        ),
      ].join("\n"),
    );
  }
  return `${parts.join("\n\n")}\n`;
}

function renderTask(
  name: "week_ahead" | OtherTask,
  task: TaskReport,
  nameOf: NameOf,
  locale: Locale,
): string {
  const lines: string[] = [];
  if (task.histories.length > 0) {
    const columns = name === "week_total" ? TOTAL_COLUMNS : COLUMNS;
    lines.push(...table(scoreRows(task, nameOf, locale)), "");
    lines.push(...table(historyRows(task, columns, nameOf, locale)));
  }
  for (const { file, reason } of task.skipped) {
    const params = { file: nameOf(file), reason };
    lines.push(`  ${translate(locale, "backtest.left_out", params)}`);
  }
  const none = `  ${translate(locale, "backtest.no_history")}`;
  return lines.length > 0 ? lines.join("\n") : none;
}

/** One row per method: the mean, then each history. */
function scoreRows(task: TaskReport, nameOf: NameOf, locale: Locale): string[][] {
  const methods = Object.entries(task.mean_scaled_crps).sort((a, b) => a[1] - b[1]);
  const head = (["scaled_crps", "mean"] as const).map((column) =>
    translate(locale, `backtest.column.${column}`),
  );
  return [
    [...head, ...task.histories.map(({ file }) => nameOf(file))],
    ...methods.map(([name, mean]) => [
      methodName(name, locale),
      fixed(mean),
      ...task.histories.map((history) => fixed(scaledCrps(history, name))),
    ]),
  ];
}

const BEFORE = { crps: "crps", mae: "mae", bias: "bias" } as const;
const COLUMNS = { ...BEFORE, cover: "coverage80", said: "stated80", log: "log_score" } as const;
/** Totals of a week have wide intervals, so their middle half is reported too. */
const TOTAL_COLUMNS = {
  ...BEFORE,
  cover50: "coverage50",
  said50: "stated50",
  cover80: "coverage80",
  said80: "stated80",
  log: "log_score",
} as const;

type ScoreColumns = Readonly<
  Partial<Record<keyof typeof COLUMNS | keyof typeof TOTAL_COLUMNS, keyof Scores>>
>;

/** One row per history, for the model alone. */
function historyRows(
  task: TaskReport,
  columns: ScoreColumns,
  nameOf: NameOf,
  locale: Locale,
): string[][] {
  const members = Object.entries(columns);
  const head = ["model", "days", "origins", "scale", ...members.map(([name]) => name)];
  return [
    head.map((name) => columnName(name, locale)),
    ...task.histories.map(({ file, days, origins, scale, model }) => [
      nameOf(file),
      String(days),
      String(origins),
      fixed(scale),
      ...members.map(([, member]) => fixed(model[member])),
    ]),
  ];
}

function columnName(name: string, locale: Locale): string {
  const key = `backtest.column.${name}`;
  return isMessageKey(key) ? translate(locale, key) : name;
}

function scaledCrps(history: HistoryScores, name: string): number {
  const scores = name === "model" ? history.model : history.baselines[name];
  return (scores?.crps ?? Number.NaN) / history.scale;
}

function fixed(value: number): string {
  return value.toFixed(3);
}
