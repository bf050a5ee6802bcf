import type { CategoryColours } from "../domain/category-colour.ts";
import type { Preset } from "../domain/session.ts";
import type { IsoWeekday } from "../time/calendar.ts";

type Weighted<Item> = readonly (readonly [Item, number])[];

/** Work and break minutes of the web app's presets. */
export const PRESET_MINUTES: Readonly<Record<Preset, { work: number; pause: number }>> = {
  deep_work: { work: 52, pause: 17 },
  learning: { work: 45, pause: 15 },
  quick_tasks: { work: 25, pause: 5 },
  flow_mode: { work: 90, pause: 20 },
};

/**
 * The person of the demonstration: a developer with a regular week, a few holidays and one slow period. The figures are
 * invented, so that a year has about 1,500 sessions and every model has a real effect to find.
 */
export const DEMO_PERSON = {
  /** Days of history before today. */
  days: 365,
  /** Mean number of sessions on a usual day. */
  sessionsByWeekday: { 1: 6.1, 2: 6.9, 3: 6.7, 4: 6.1, 5: 4.5, 6: 1.4, 7: 1 } satisfies Record<
    IsoWeekday,
    number
  >,
  /** Periods with a different level, in days before today, both ends inclusive. */
  stretches: [
    { from: 341, to: 332, factor: 0 }, // holiday
    { from: 206, to: 193, factor: 0 }, // longer holiday
    { from: 151, to: 127, factor: 0.45 }, // slow period
    { from: 97, to: 94, factor: 0 }, // long weekend
    { from: 62, to: 41, factor: 1.2 }, // deadline
  ],
  /** Probability of an unannounced day off. */
  dayOffChance: 0.04,
  /** Standard deviation of the logarithm of a week's level. */
  weekSpread: 0.12,
  /** Standard deviation of the logarithm of a day's level. */
  daySpread: 0.18,
  /** Start of the first session in minutes after midnight, and its standard deviation. */
  startMinute: { workday: 510, weekend: 620, spread: 28 },
  /** No session begins later than this minute. */
  lastStartMinute: 21 * 60,
  /** Earliest minute of lunch, and its duration. */
  lunch: { fromMinute: 12 * 60, minutes: 45 },
  /** Minutes of the longer break after every fourth session. */
  longPauseMinutes: 30,
  /** Presets by part of the day. */
  presets: {
    morning: [
      ["deep_work", 6],
      ["flow_mode", 2],
      ["quick_tasks", 2],
    ],
    afternoon: [
      ["deep_work", 4],
      ["quick_tasks", 4],
      ["learning", 2],
    ],
    evening: [
      ["learning", 6],
      ["quick_tasks", 2],
      ["deep_work", 1],
    ],
  } satisfies Record<string, Weighted<Preset>>,
  abandonChance: 0.07,
  ratedChance: 0.8,
  noteChance: 0.15,
  /** Ratings: mean of each kind of session, in points of 100. */
  rating: {
    base: 71,
    byPreset: { deep_work: 4, learning: 0, quick_tasks: -5, flow_mode: 7 } satisfies Record<
      Preset,
      number
    >,
    /** Points lost with every session of the day after the third. */
    fatigue: 2.2,
    /** Points lost after lunch. */
    afternoonDip: 4,
    abandoned: -22,
    /** Points gained per standard deviation of the day's energy. */
    energy: 5,
    noise: 10,
    /** The web page offers steps of 5. */
    step: 5,
  },
  /** Probability of a wellness check-in on a day. */
  checkinChance: 0.7,
} as const;

/** Categories with their frequency and the names of their tasks. */
export const DEMO_WORK: Weighted<{ category: string; tasks: readonly string[] }> = [
  [
    {
      category: "REST API",
      tasks: ["Session endpoints", "Error format", "Paging", "Review of the contract"],
    },
    7,
  ],
  [{ category: "Frontend", tasks: ["Dashboard", "Week chart", "Settings page"] }, 5],
  [{ category: "Database", tasks: ["Slow query", "Migration", "Backup rehearsal"] }, 4],
  [{ category: "Robot Framework", tasks: ["Smoke suite", "Flaky test", "Keyword library"] }, 3],
  [{ category: "SOAP", tasks: ["Invoice gateway", "Schema update"] }, 2],
  [{ category: "Learning", tasks: ["Statistics course", "TypeScript book", "Time series"] }, 4],
  [{ category: "Other", tasks: ["Mail", "Planning", "Expenses"] }, 2],
];

/** Colours that the person has given to categories, where pages show the year without storing it. */
export const DEMO_COLOURS: CategoryColours = [
  { category: "REST API", colour: "blue" },
  { category: "Frontend", colour: "orange" },
  { category: "Database", colour: "teal" },
  { category: "Learning", colour: "violet" },
];

export const DEMO_NOTES = {
  good: [
    "Went well once the phone was in the other room.",
    "Finished early.",
    "Good flow, nearly forgot to stop.",
  ],
  bad: ["Interrupted twice.", "Harder than expected; continue tomorrow.", "Could not concentrate."],
} as const;
