import { PRESET_MINUTES } from "../../../src/demo/demo-person.ts";
import type { RandomStream } from "../../../src/demo/random-stream.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import {
  type EpochDay,
  isoWeekday,
  MINUTES_PER_DAY,
  MS_PER_DAY,
} from "../../../src/time/calendar.ts";
import type { Influence } from "./influence.ts";
import type { Person } from "./person.ts";
import type { SessionTruth } from "./simulate-person.ts";

/** What is special about one simulated day. */
interface Today {
  readonly day: EpochDay;
  readonly mood: number;
  /** Added to the logarithm of the level. */
  readonly weekLuck: number;
  readonly influence: Influence;
  readonly wellness: number | null;
}

interface SimulatedDay {
  readonly expectedSessions: number;
  readonly sessions: readonly { readonly session: LearnedSession; readonly truth: SessionTruth }[];
}

/** Nobody starts a session later than this many minutes after the day began (six in the next morning). */
const LATEST_MINUTE = 1800;

/** Lays one day's sessions behind one another by the person's habits. */
export function simulateDay(person: Person, today: Today, chance: RandomStream): SimulatedDay {
  const { influence } = today;
  const usual = usualSessions(person, today);
  const offChance = person.dayOffChance * influence.dayOffFactor;
  const off = chance.chance(offChance);
  const dayLuck = chance.normal(0, person.daySpread);
  if (influence.away) return { expectedSessions: 0, sessions: [] };
  const expectedSessions = usual * (1 - offChance);
  if (off) return { expectedSessions, sessions: [] };
  const count = Math.min(24, chance.poisson(usual * Math.exp(today.weekLuck + dayLuck)));
  let late = 0;
  for (let index = 0; index < count; index += 1) {
    if (chance.chance(person.eveningChance + influence.eveningChance)) late += 1;
  }
  const focus = chance.pick(person.categories);
  const drawn: SimulatedDay["sessions"][number][] = [];
  let minute = chance.normal(person.startMinute + influence.startShiftMinutes, person.startSpread);
  for (let done = 0; done < count && minute < LATEST_MINUTE; done += 1) {
    // At the evening's first session the rest of the day is skipped.
    if (done === count - late) minute = Math.max(minute, person.eveningMinute);
    const one = drawSession(person, today, { minute, done, focus }, chance);
    drawn.push(one);
    const pause = person.pauseMinutes * Math.exp(chance.normal(0, 0.6));
    minute += one.session.durationMinutes + pause;
  }
  return { expectedSessions, sessions: drawn };
}

function usualSessions(person: Person, today: Today): number {
  const weekday = isoWeekday(today.day);
  const usual = person.weekdaySessions[weekday - 1] ?? 0;
  const workday = person.weekdaySessions[2] ?? 0;
  const lift = weekday > 5 ? today.influence.weekendLift : 0;
  return (usual + lift * Math.max(0, workday - usual)) * today.influence.countFactor;
}

interface Place {
  readonly minute: number;
  /** Sessions of the day before this one. */
  readonly done: number;
  readonly focus: string;
}

function drawSession(person: Person, today: Today, place: Place, chance: RandomStream) {
  const { influence } = today;
  const preset = chance.pick(person.presets);
  const own = chance.chance(person.focusChance) ? place.focus : chance.pick(person.categories);
  const category = chance.chance(influence.newCategoryChance) ? "Something new" : own;
  const completed = !chance.chance(person.abandonChance);
  const share = 0.15 + 0.7 * chance.uniform();
  const durationMinutes = Math.round(PRESET_MINUTES[preset].work * (completed ? 1 : share));
  const placeHour = (place.minute / 60) % 24;
  const predictable = habitualRating(person, preset, category, placeHour, place.done, completed);
  const expected = predictable + influence.ratingOffset + today.mood;
  const noise = chance.normal(0, person.rating.noise * influence.noiseFactor);
  const rated = chance.chance(person.rating.ratedChance);
  const homeMinute = Math.round(place.minute - influence.zoneShiftMinutes);
  const day = today.day + Math.floor(homeMinute / MINUTES_PER_DAY);
  const startMinute = homeMinute - (day - today.day) * MINUTES_PER_DAY;
  const session: LearnedSession = {
    id: `${today.day}-${String(place.done).padStart(2, "0")}`,
    startedAtMs: day * MS_PER_DAY + startMinute * 60_000,
    day,
    startMinute,
    knownMinute: startMinute + durationMinutes,
    startHour: Math.floor(startMinute / 60),
    durationMinutes,
    preset,
    category,
    rating: rated ? clamp(Math.round((expected + noise) / 5) * 5) : null,
    completed,
    wellness: today.wellness,
  };
  const truth = {
    expectedRating: clamp(expected),
    predictableRating: clamp(predictable + influence.ratingOffset),
  };
  return { session, truth };
}

function habitualRating(
  { rating }: Person,
  preset: string,
  category: string,
  hour: number,
  done: number,
  completed: boolean,
): number {
  const away = Math.abs(hour - rating.bestHour);
  const distance = Math.min(away, 24 - away);
  return (
    rating.base +
    rating.hourEffect * (Math.exp(-((distance / 4) ** 2)) - 0.5) +
    (rating.byPreset[preset] ?? 0) +
    (rating.byCategory[category] ?? 0) -
    rating.fatigue * Math.max(0, done - 1) -
    (completed ? 0 : 15)
  );
}

function clamp(points: number): number {
  return Math.min(100, Math.max(0, points));
}
