import fc from "fast-check";
import { BUILT_IN_PRESETS, type OwnPresets } from "../../src/domain/preset.ts";
import type { LearnedSession } from "../../src/models/model.ts";
import { advanceProfile, emptyProfile, learnIntoProfile } from "../../src/models/profile.ts";
import { createDerivedValues } from "../../src/profiles/derived-values.ts";
import { type ProfileView, viewAt } from "../../src/profiles/profile-view.ts";
import { type EpochDay, isoWeekday } from "../../src/time/calendar.ts";
import { type DayCut, startOfDay } from "../../src/time/local-day.ts";
import type { WorkTimes } from "../../src/time/work-times.ts";
import { openZone } from "../../src/time/zone.ts";
import { learnedSession } from "./learned-session.ts";
import { seededRandom } from "./random.ts";

/** Somebody who works, rates and states as nobody in particular does. */
export interface InventedPerson {
  readonly habits: Habits;
  /** In the order in which models learn them. */
  readonly sessions: readonly LearnedSession[];
  readonly presets: OwnPresets;
  readonly workTimes: WorkTimes;
  readonly cut: DayCut;
  /** Of a counterexample the habits are shown. */
  [fc.toStringMethod](): string;
}

/** The day on which people are asked, a Monday. */
export const ASKED_DAY: EpochDay = 20_514;

const ZONE = openZone("UTC");
const OWN_LIST = [
  { id: "25/5", name: "Short", workMinutes: 25, breakMinutes: 5 },
  { id: "50/10", name: "Long", workMinutes: 50, breakMinutes: 10 },
  { id: "flow", name: "Flow", workMinutes: 110, breakMinutes: 20 },
];
const HOURS = {
  office: [8, 9, 10, 11, 13, 14, 15, 16],
  evening: [18, 19, 20, 21],
  night: [22, 23, 0, 1, 2, 3],
  "one hour": [10],
  any: Array.from({ length: 24 }, (_, hour) => hour),
} as const;
const DRIFT: Readonly<Record<string, number>> = { worse: -25, better: 20 };
const FREE = { daysOff: new Set<number>(), absences: [], workingHours: null };
const STATED: Readonly<Record<string, WorkTimes>> = {
  nothing: FREE,
  "days off today": { ...FREE, daysOff: new Set([isoWeekday(ASKED_DAY)]) },
  weekends: { ...FREE, daysOff: new Set([6, 7]) },
  "away today": { ...FREE, absences: [{ from: ASKED_DAY - 2, to: ASKED_DAY + 3 }] },
  "was away": { ...FREE, absences: [{ from: ASKED_DAY - 20, to: ASKED_DAY - 6 }] },
  "office hours": { ...FREE, workingHours: { startMinute: 540, endMinute: 1020 } },
  "night hours": { ...FREE, workingHours: { startMinute: 1260, endMinute: 1680 } },
};

const habits = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  days: fc.constantFrom(0, 1, 4, 15, 45, 120, 200),
  perDay: fc.constantFrom(0.3, 1, 3, 6),
  hours: fc.constantFrom("office", "evening", "night", "one hour", "any"),
  weekends: fc.boolean(),
  ratings: fc.constantFrom("equal", "none", "by chance", "by hour", "by category", "by preset"),
  level: fc.constantFrom(15, 50, 70, 95),
  change: fc.constantFrom("none", "worse", "better", "more", "nights"),
  presets: fc.constantFrom(["first"], ["second"], ["first", "last"], ["all"], ["unlisted"]),
  hasOwnList: fc.boolean(),
  idleDays: fc.constantFrom(0, 0, 0, 3, 12, 45),
  completed: fc.constantFrom(1, 0.7),
  stated: fc.constantFrom(...Object.keys(STATED)),
  dayStartHour: fc.constantFrom(0, 4),
});
type Habits = typeof habits extends fc.Arbitrary<infer Value> ? Value : never;

/** Newcomers and veterans, by day and by night, with days off, absences, pauses, lists of their own. */
export const inventedPeople: fc.Arbitrary<InventedPerson> = habits.map(inventPerson);

export function inventPerson(given: Habits): InventedPerson {
  const presets = given.hasOwnList ? OWN_LIST : null;
  const cut = { zone: ZONE, dayStartHour: given.dayStartHour };
  const workTimes = STATED[given.stated] ?? FREE;
  const random = seededRandom(given.seed);
  const sessions: LearnedSession[] = [];
  for (let ago = given.days + given.idleDays; ago >= given.idleDays; ago -= 1) {
    const day = ASKED_DAY - ago;
    if (!given.weekends && isoWeekday(day) > 5) continue;
    const isLate = ago - given.idleDays < 9;
    const mean = given.perDay * (isLate && given.change === "more" ? 2.5 : 1);
    const count = Math.floor(mean * 2 * random.uniform());
    for (let number = 0; number < count; number += 1) {
      sessions.push(inventSession(given, { day, isLate, number, presets }, random.uniform));
    }
  }
  sessions.sort((one, other) => one.startedAtMs - other.startedAtMs);
  return {
    ...{ habits: given, sessions, presets, workTimes, cut },
    [fc.toStringMethod]: () => JSON.stringify(given),
  };
}

interface Place {
  readonly day: EpochDay;
  readonly isLate: boolean;
  readonly number: number;
  readonly presets: OwnPresets;
}

function inventSession(
  given: Habits,
  { day, isLate, number, presets }: Place,
  uniform: () => number,
): LearnedSession {
  const pick = <Value>(list: readonly Value[], otherwise: Value) =>
    list[Math.floor(uniform() * list.length)] ?? otherwise;
  const hours = HOURS[isLate && given.change === "nights" ? "night" : given.hours];
  const startHour = pick<number>(hours, 9);
  const startMinute = ((startHour - given.dayStartHour + 24) % 24) * 60 + pick([0, 10, 30], 0);
  const preset = pick(idsOf(given, presets), "deep_work");
  const category = pick(["Writing", "Coding", "Reading"], "Writing");
  const drift = isLate ? (DRIFT[given.change] ?? 0) : 0;
  return learnedSession({
    id: `${day} ${startMinute} ${number}`,
    startedAtMs: day * 86_400_000 + (startMinute + given.dayStartHour * 60) * 60_000,
    day,
    startMinute,
    startHour,
    preset,
    category,
    completed: uniform() < given.completed,
    rating: ratingOf(given, { startHour, preset, category, drift }, uniform),
  });
}

function idsOf({ presets: kinds }: Habits, own: OwnPresets): string[] {
  const ids: string[] = (own ?? BUILT_IN_PRESETS).map(({ id }) => id);
  return kinds.flatMap((kind) => {
    if (kind === "all") return ids;
    if (kind === "unlisted") return ["standard"];
    return ids.at({ first: 0, second: 1, last: -1 }[kind] ?? 0) ?? [];
  });
}

function ratingOf(
  { ratings, level }: Habits,
  told: { startHour: number; preset: string; category: string; drift: number },
  uniform: () => number,
): number | null {
  const noise = 20 * (uniform() - 0.5);
  const by: Readonly<Record<string, number>> = {
    "by chance": 0,
    "by hour": 15 * Math.sin((told.startHour * Math.PI) / 12),
    "by category": told.category === "Coding" ? 15 : -5,
    "by preset": told.preset.length % 2 === 0 ? 12 : -6,
  };
  if (ratings === "none") return null;
  const effect = by[ratings];
  if (effect === undefined) return level;
  return Math.round(Math.max(0, Math.min(100, level + effect + noise + told.drift)));
}

/** What is known of somebody so many minutes into a day of theirs. */
export function viewOf(person: InventedPerson, day: EpochDay, minute: number): ProfileView {
  const { presets, workTimes, cut } = person;
  const atMs = startOfDay(day, cut) + minute * 60_000;
  const known = person.sessions.filter(
    ({ startedAtMs, durationMinutes }) => startedAtMs + durationMinutes * 60_000 <= atMs,
  );
  const profile = emptyProfile(presets ?? undefined);
  for (const session of known) learnIntoProfile(profile, session, workTimes);
  advanceProfile(profile, day, workTimes);
  const derived = createDerivedValues({ day });
  const fold = { profile, derived, sessions: known.length, version: 1, cut, workTimes, presets };
  return viewAt("somebody", fold, atMs, () => {});
}
