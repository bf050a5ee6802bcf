import type { ResultTable } from "../support/results-page.ts";

const KINDS = {
  stationary: "stationary",
  weekly_rhythm: "weekly rhythm",
  drift: "drift",
  holidays: "holidays",
  burnout_onset: "burnout onset",
  sparse: "sparse",
  night_owl: "night owl",
  shift_worker: "shift worker",
  traveller: "traveller",
} as const;

const COLUMNS = [
  { figure: "model", label: "model" },
  { figure: "bestOther", label: "best simple method" },
  { figure: "coverage80", label: "covered" },
  { figure: "stated80", label: "stated" },
] as const;

function table(
  name: string,
  heading: string,
  columns: ResultTable["columns"] = COLUMNS,
): ResultTable {
  const rows = Object.entries(KINDS).map(([kind, label]) => ({ id: `${name}/${kind}`, label }));
  return { name, heading, rows, columns };
}

export const COUNT_TABLES: readonly ResultTable[] = [
  table("week-ahead", "a week ahead, every day from 28 known days on"),
  table("first-days", "a week ahead at 3 to 13 known days"),
  table("noon", "today at noon"),
  table("week-total", "total of a week"),
  table("week-total-drawn", "total of a week, in sessions", [
    { figure: "ownCrps", label: "answer" },
    { figure: "drawnCrps", label: "drawn" },
    { figure: "ownCoverage80", label: "covered" },
    { figure: "ownStated80", label: "stated" },
    { figure: "drawnCoverage80", label: "drawn covered" },
    { figure: "drawnStated80", label: "drawn stated" },
  ]),
];
