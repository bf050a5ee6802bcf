import { PRESET_MINUTES } from "../../../src/demo/demo-person.ts";
import type { RandomStream } from "../../../src/demo/random-stream.ts";
import type { PersonKind } from "./kinds.ts";

/** What does not change about a simulated person; drawn once from the seed. */
export interface Person {
  /** Mean sessions on each weekday that is worked, Monday first. */
  readonly weekdaySessions: readonly number[];
  /** Chance that a day that would be worked is taken off without notice. */
  readonly dayOffChance: number;
  /** Deviation of the logarithm of a week's, and of a day's, level. */
  readonly weekSpread: number;
  readonly daySpread: number;
  /** Minutes past midnight of the first session, and its deviation. */
  readonly startMinute: number;
  readonly startSpread: number;
  /** Median minutes between two sessions. */
  readonly pauseMinutes: number;
  /** Chance that a session is left for the evening, and when the evening begins. */
  readonly eveningChance: number;
  readonly eveningMinute: number;
  readonly presets: readonly (readonly [keyof typeof PRESET_MINUTES, number])[];
  readonly categories: readonly (readonly [string, number])[];
  /** Chance that a session belongs to the day's own category. */
  readonly focusChance: number;
  readonly abandonChance: number;
  readonly rating: RatingHabit;
  readonly wellness: WellnessHabit;
}

/** How a person rates, in points of 100. */
export interface RatingHabit {
  readonly base: number;
  readonly hourEffect: number;
  readonly bestHour: number;
  readonly byPreset: Readonly<Record<string, number>>;
  readonly byCategory: Readonly<Record<string, number>>;
  /** Lost with every session of the day beyond the second. */
  readonly fatigue: number;
  /** Deviation of the day's mood, and how much of it lasts until tomorrow. */
  readonly moodSpread: number;
  readonly moodCarry: number;
  readonly noise: number;
  readonly ratedChance: number;
}

export interface WellnessHabit {
  /** 0 for somebody who never checks in. */
  readonly checkinChance: number;
  readonly base: number;
  readonly noise: number;
}

const CATEGORIES = ["Coding", "Learning", "Writing", "Review", "Planning", "Other"] as const;

/** Draws a person of a kind. The same stream state gives the same person. */
export function drawPerson(kind: PersonKind, stream: RandomStream): Person {
  const between = (low: number, high: number) => low + (high - low) * stream.uniform();
  const clock = drawClock(kind, stream, between);
  const level =
    kind === "sparse" ? between(0.25, 0.7) : Math.exp(stream.normal(Math.log(4.5), 0.35));
  const everyday = kind === "sparse" || kind === "night_owl" || kind === "shift_worker";
  const weekend = everyday ? 1 : stream.pick(weekendHabits(between));
  const uneven = kind === "weekly_rhythm" ? 0.45 : 0.15;
  const workdaySessions = Math.min(9, Math.max(kind === "sparse" ? 0 : 2, level));
  const names = CATEGORIES.slice(0, 3 + Math.floor(stream.uniform() * 4));
  return {
    weekdaySessions: [1, 1, 1, 1, 1, weekend, weekend].map(
      (part) => part * workdaySessions * Math.exp(stream.normal(0, uneven)),
    ),
    dayOffChance: between(0.02, 0.1),
    weekSpread: between(0.05, 0.15),
    daySpread: between(0.1, 0.3),
    ...clock,
    pauseMinutes: between(8, 30),
    presets: [
      ["deep_work", between(1, 5)],
      ["learning", between(0.2, 3)],
      ["quick_tasks", between(0.5, 4)],
      ["flow_mode", between(0, 1)],
    ],
    categories: names.map((name) => [name, between(0.4, 4)] as const),
    focusChance: between(0, 0.5),
    abandonChance: between(0.03, 0.12),
    rating: drawRatingHabit(names, stream, between),
    wellness: {
      checkinChance: stream.chance(0.4) ? 0 : between(0.4, 0.9),
      base: stream.normal(66, 7),
      noise: between(4, 9),
    },
  };
}

type Between = (low: number, high: number) => number;

function weekendHabits(between: Between): readonly (readonly [number, number])[] {
  return [
    [between(0.02, 0.3), 5],
    [between(0.4, 0.9), 3],
    [1, 2],
  ];
}

type Clock = Pick<Person, "startMinute" | "startSpread" | "eveningChance" | "eveningMinute">;

function drawClock(kind: PersonKind, stream: RandomStream, between: Between): Clock {
  const eveningMinute = between(1_170, 1_260);
  if (kind === "night_owl") {
    const startMinute = between(1_140, 1_290);
    return { startMinute, startSpread: between(30, 70), eveningChance: 0, eveningMinute };
  }
  return {
    startMinute: Math.max(360, stream.normal(525, 60)),
    startSpread: between(15, 50),
    eveningChance: stream.chance(0.35) ? between(0.05, 0.25) : 0,
    eveningMinute,
  };
}

function drawRatingHabit(
  categories: readonly string[],
  stream: RandomStream,
  between: Between,
): RatingHabit {
  return {
    base: Math.min(85, Math.max(50, stream.normal(70, 7))),
    hourEffect: between(0, 6),
    bestHour: between(8, 16),
    byPreset: Object.fromEntries(
      Object.keys(PRESET_MINUTES).map((preset) => [preset, stream.normal(0, 4)]),
    ),
    byCategory: Object.fromEntries(categories.map((name) => [name, stream.normal(0, 3)])),
    fatigue: between(0, 2),
    moodSpread: between(2, 7),
    moodCarry: between(0, 0.4),
    noise: between(7, 14),
    ratedChance: between(0.5, 1),
  };
}
