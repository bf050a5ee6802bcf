import type { ResultTable } from "../support/results-page.ts";

const BURDEN_COLUMNS = [
  { figure: "highAlarmsPerMonth", label: "high or critical / month" },
  { figure: "mediumAlarmsPerMonth", label: "medium or more / month" },
  { figure: "levelChangesPerYear", label: "level changes / year" },
  { figure: "unknownShare", label: "unknown" },
];

const BURDEN_KINDS = [
  "stationary",
  "weekly_rhythm",
  "drift",
  "holidays",
  "sparse",
  "night_owl",
  "shift_worker",
  "traveller",
] as const;

export const LOAD_SIGNAL_TABLES: readonly ResultTable[] = [
  {
    name: "burden",
    heading: "nothing is wrong",
    rows: BURDEN_KINDS.map((kind) => ({ id: `burden/${kind}`, label: kind })),
    columns: BURDEN_COLUMNS,
  },
  {
    name: "burden-old",
    heading: "predecessor's rules",
    rows: (["stationary", "night_owl", "shift_worker"] as const).map((kind) => ({
      id: `burden/${kind}/old-rules`,
      label: kind,
    })),
    columns: BURDEN_COLUMNS,
  },
  {
    name: "onset",
    heading: "strain builds up",
    rows: [
      { id: "onset/burnout_onset", label: "this model" },
      { id: "onset/burnout_onset/old-rules", label: "predecessor's rules" },
    ],
    columns: [
      { figure: "mediumMedianDays", label: "medium after, median days" },
      { figure: "highMedianDays", label: "high after, median days" },
      { figure: "high80PercentDays", label: "high after, 80 % of people" },
      { figure: "highMissedShare", label: "never high" },
      { figure: "highAlarmsPerMonthBefore", label: "high / month before" },
    ],
  },
  {
    name: "confidence",
    heading: "stated",
    rows: [
      { id: "confidence/from-0", label: "below 0.5" },
      { id: "confidence/from-50", label: "0.5 to 0.7" },
      { id: "confidence/from-70", label: "0.7 to 0.9" },
      { id: "confidence/from-90", label: "above 0.9" },
    ],
    columns: [
      { figure: "answers", label: "answers" },
      { figure: "stated", label: "mean stated" },
      { figure: "right", label: "right" },
    ],
  },
];
