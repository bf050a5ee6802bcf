import type { ResultTable } from "../support/results-page.ts";

const TYPE_COLUMNS = [
  { figure: "productivity_drop", label: "drop" },
  { figure: "unusual_hours", label: "hours" },
  { figure: "category_shift", label: "category" },
  { figure: "streak_break", label: "streak" },
  { figure: "overwork_spike", label: "spike" },
  { figure: "quality_decline", label: "decline" },
  { figure: "level_shift", label: "level" },
];

const KINDS = [
  "stationary",
  "weekly_rhythm",
  "drift",
  "holidays",
  "sparse",
  "night_owl",
  "shift_worker",
  "traveller",
  "burnout_onset",
] as const;

const CHANGES = {
  "ratings-30-points": "ratings 30 points lower",
  "ratings-20-points": "ratings 20 points lower",
  "ratings-12-points": "ratings 12 points lower",
  "hours-10-later": "10 hours later",
  "hours-6-later": "6 hours later",
  "category-80-percent-new": "80 % in a new category",
  "category-50-percent-new": "50 % in a new category",
  "sessions-2.5-times": "2.5 times the sessions",
  "sessions-2-times": "twice the sessions",
  "sessions-1.5-times": "1.5 times the sessions",
  "sessions-half": "half the sessions",
  "sessions-30-percent": "30 % of the sessions",
} as const;

export const ANOMALY_TABLES: readonly ResultTable[] = [
  {
    name: "alarms",
    heading: "alarms per quarter",
    rows: [
      ...KINDS.map((kind) => ({ id: `alarms-per-quarter/${kind}`, label: kind })),
      { id: "alarms-per-quarter/stationary/old-rules", label: "stationary, predecessor's rules" },
      { id: "alarms-per-quarter/night_owl/old-rules", label: "night_owl, predecessor's rules" },
    ],
    columns: TYPE_COLUMNS,
  },
  {
    name: "delays",
    heading: "what changes",
    rows: Object.entries(CHANGES).map(([id, label]) => ({ id: `delay/${id}`, label })),
    columns: [
      { figure: "medianDays", label: "noticed after, median days" },
      { figure: "days80Percent", label: "80 % of people" },
      { figure: "noticedWithin14Days", label: "within 14 days" },
    ],
  },
  {
    name: "confidence",
    heading: "status",
    rows: [
      { id: "confidence/healthy", label: "nothing differs" },
      { id: "confidence/findings", label: "something differs" },
    ],
    columns: [
      { figure: "answers", label: "answers" },
      { figure: "stated", label: "mean stated" },
      { figure: "right", label: "right" },
    ],
  },
];
