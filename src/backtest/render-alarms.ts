import { TESTED_TYPES } from "../domain/anomaly-types.ts";
import { type Locale, translate } from "../messages/translate.ts";
import type { AlarmFigures, AlarmReport } from "./alarms.ts";
import { shortNames, table } from "./text-table.ts";

/** The report as plain text: a sentence, then alarms by type and history. */
export function renderAlarms({ files, all, problems }: AlarmReport, locale: Locale): string {
  const nameOf = shortNames(files.map(({ file }) => file));
  const columns: readonly AlarmFigures[] = files.length > 1 ? [...files, all] : files;
  const total = TESTED_TYPES.reduce((sum, type) => sum + all.alarms[type], 0);
  const rows = [
    ["", ...files.map(({ file }) => nameOf(file)), ...(files.length > 1 ? ["="] : [])],
    [translate(locale, "cli.alarms.evenings"), ...columns.map(({ evenings }) => String(evenings))],
    ...TESTED_TYPES.map((type) => [
      translate(locale, `anomaly.${type}.name`),
      ...columns.map(({ alarms }) => String(alarms[type])),
    ]),
    [
      translate(locale, "cli.alarms.per_quarter"),
      ...columns.map(({ perQuarter }) => perQuarter.toFixed(1)),
    ],
  ];
  const rate = Math.round(10 * all.perQuarter) / 10;
  const lines = [
    translate(locale, "cli.alarms.summary", { evenings: all.evenings, total, rate }),
    "",
    ...table(rows),
  ];
  if (problems.length > 0) {
    lines.push("", translate(locale, "cli.alarms.left_out", { rows: problems.length }));
  }
  return `${lines.join("\n")}\n`;
}
