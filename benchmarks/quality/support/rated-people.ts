import { PRESETS } from "../../../src/domain/session.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";

/** A session whose rating was drawn around a known expectation. */
export interface RatedSession {
  readonly session: LearnedSession;
  /** The rating's expectation given everything that can be known before the session. */
  readonly expected: number;
  /** Probability with which `completed` was drawn. */
  readonly completion: number;
}

/** What is true of a simulated person; effects in points. */
export interface RatedPerson {
  readonly id: string;
  readonly days: number;
  readonly sessionsPerDay: number;
  readonly mean: number;
  /** Spread of a rating around its expectation. */
  readonly noise: number;
  /** Largest effect of the clock, and the hour at which it is. */
  readonly hourEffect: number;
  readonly bestHour: number;
  readonly weekdayEffects: readonly number[];
  readonly presetEffects: readonly number[];
  readonly categoryEffects: readonly number[];
  /** Points lost with each session of the day. */
  readonly fatigue: number;
  /** Points lost when the rest was under five minutes. */
  readonly shortRest: number;
  /** Points per 10 points of wellness; check-ins exist on half of the days. */
  readonly wellness: number;
  /** Spread of an effect shared by all sessions of one day, invisible before the first. */
  readonly dayEffect: number;
  /** Points by which the mean moves in 100 days, and by which it jumps in the middle of the history. */
  readonly drift: number;
  readonly jump: number;
  /** Points added when the first preset is used before noon, and taken away after. */
  readonly interaction: number;
  /** Ratings are rounded to multiples of this. */
  readonly grain: number;
  /** Share of sessions that get a rating. */
  readonly ratedShare: number;
}

const NOBODY: RatedPerson = {
  id: "",
  days: 365,
  sessionsPerDay: 5,
  mean: 68,
  noise: 12,
  hourEffect: 0,
  bestHour: 10,
  weekdayEffects: [0, 0, 0, 0, 0, 0, 0],
  presetEffects: [0, 0, 0, 0],
  categoryEffects: [0, 0, 0, 0],
  fatigue: 0,
  shortRest: 0,
  wellness: 0,
  dayEffect: 0,
  drift: 0,
  jump: 0,
  interaction: 0,
  grain: 1,
  ratedShare: 1,
};

const RHYTHM: RatedPerson = {
  ...NOBODY,
  hourEffect: 8,
  weekdayEffects: [2, 3, 1, 0, -2, -4, -3],
  presetEffects: [4, 0, -5, 2],
  categoryEffects: [4, 0, -3, -5],
  fatigue: 1.5,
  shortRest: 4,
};

/** Permanent scenario ids: results are committed under them. */
export const RATED_PEOPLE: readonly RatedPerson[] = [
  { ...RHYTHM, id: "rhythm" },
  { ...RHYTHM, id: "rhythm-long", days: 1095 },
  { ...RHYTHM, id: "rhythm-sparse", sessionsPerDay: 1.2 },
  { ...RHYTHM, id: "rhythm-wellness", wellness: 3 },
  { ...RHYTHM, id: "rhythm-day-effect", dayEffect: 7 },
  { ...RHYTHM, id: "rhythm-interaction", interaction: 5 },
  { ...RHYTHM, id: "rhythm-five-levels", grain: 25 },
  { ...NOBODY, id: "no-signal" },
  { ...NOBODY, id: "no-signal-noisy", noise: 22, mean: 30 },
  { ...NOBODY, id: "no-signal-sparse", sessionsPerDay: 0.7 },
  { ...NOBODY, id: "drift", drift: 10, mean: 45 },
  { ...NOBODY, id: "jump", jump: -25, mean: 75 },
  { ...NOBODY, id: "day-effect", dayEffect: 8 },
  { ...RHYTHM, id: "rarely-rated", ratedShare: 0.25 },
];

const FIRST_DAY = 19_723;

/** Draws a person's history; the same seed gives the same history. */
export function drawHistory(person: RatedPerson, seed: number): RatedSession[] {
  const random = randomOf(seed);
  const history: RatedSession[] = [];
  for (let index = 0; index < person.days; index += 1) {
    drawDay(person, FIRST_DAY + index, index, random, history);
  }
  return history;
}

function drawDay(
  person: RatedPerson,
  day: number,
  index: number,
  random: () => number,
  history: RatedSession[],
): void {
  const count = poisson(person.sessionsPerDay, random);
  const wellness = random() < 0.5 ? clamp(65 + 15 * normal(random)) : null;
  const today = person.dayEffect * normal(random);
  const noticed = { sum: 0, count: 0 };
  let minute = 360 + Math.floor(random() * 240);
  let lastEnd: number | null = null;
  for (let place = 0; place < count && minute < 1380; place += 1) {
    const hour = Math.floor(minute / 60);
    const preset = pick([0.4, 0.25, 0.25, 0.1], random);
    const category = pick([0.45, 0.3, 0.15, 0.1], random);
    const rest = lastEnd === null ? null : minute - lastEnd;
    const situation = { day, hour, preset, category, place, rest, wellness };
    // What can be known of an invisible day effect is its best estimate from the day's earlier ratings.
    const precision = person.noise ** 2 / Math.max(1e-9, person.dayEffect ** 2);
    const known = noticed.sum / (noticed.count + precision);
    const systematic = meanOn(person, index) + systematicEffect(person, situation);
    const rated = random() < person.ratedShare;
    const rating = grained(systematic + today + person.noise * normal(random), person.grain);
    const completion = clamp(96 - 3 * place) / 100;
    const completed = random() < completion;
    const durationMinutes = [52, 45, 25, 90][preset] ?? 25;
    history.push({
      expected: clamp(systematic + known),
      completion,
      session: {
        id: `${day}-${place}`,
        startedAtMs: day * 86_400_000 + minute * 60_000,
        day,
        startMinute: minute,
        knownMinute: minute + durationMinutes,
        startHour: hour,
        durationMinutes,
        preset: PRESETS[preset] ?? "deep_work",
        category: `category ${category}`,
        rating: rated ? rating : null,
        completed,
        wellness,
      },
    });
    if (rated && completed) {
      noticed.sum += rating - systematic;
      noticed.count += 1;
    }
    lastEnd = minute + durationMinutes;
    minute = lastEnd + Math.floor(random() ** 2 * 90);
  }
}

function meanOn(person: RatedPerson, index: number): number {
  const jumped = index >= person.days / 2 ? person.jump : 0;
  return person.mean + (person.drift * index) / 100 + jumped;
}

interface Drawn {
  readonly day: number;
  readonly hour: number;
  readonly preset: number;
  readonly category: number;
  readonly place: number;
  readonly rest: number | null;
  readonly wellness: number | null;
}

function systematicEffect(person: RatedPerson, drawn: Drawn): number {
  const distance = Math.min(
    Math.abs(drawn.hour - person.bestHour),
    24 - Math.abs(drawn.hour - person.bestHour),
  );
  const clock = person.hourEffect * (2 * Math.exp(-((distance / 3) ** 2)) - 1);
  const mixed = drawn.preset !== 0 ? 0 : drawn.hour < 12 ? person.interaction : -person.interaction;
  return (
    clock +
    mixed +
    (person.weekdayEffects[isoWeekday(drawn.day) - 1] ?? 0) +
    (person.presetEffects[drawn.preset] ?? 0) +
    (person.categoryEffects[drawn.category] ?? 0) -
    person.fatigue * drawn.place -
    (drawn.rest !== null && drawn.rest < 5 ? person.shortRest : 0) +
    (drawn.wellness === null ? 0 : (person.wellness * (drawn.wellness - 65)) / 10)
  );
}

function grained(value: number, grain: number): number {
  return clamp(Math.round(value / grain) * grain);
}

function clamp(value: number): number {
  return Math.max(0, Math.min(100, value));
}

function pick(shares: readonly number[], random: () => number): number {
  let left = random();
  for (let index = 0; index < shares.length - 1; index += 1) {
    left -= shares[index] ?? 0;
    if (left < 0) return index;
  }
  return shares.length - 1;
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mulberry32: a small, well-mixed generator, the same on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
