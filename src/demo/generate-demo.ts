import { createHash } from "node:crypto";
import type { NewSession } from "../domain/session.ts";
import { type EpochDay, isoWeekday } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import { clamp, sessionsOfDay } from "./demo-day.ts";
import { DEMO_PERSON } from "./demo-person.ts";
import { openRandomStream, type RandomStream } from "./random-stream.ts";

/** An ordinary year of about 1,500 sessions. */
export const DEFAULT_SEED = 4;

/** A check-in's answers, 0–100; a low stress is good. */
export interface DemoCheckin {
  readonly day: EpochDay;
  readonly sleepQuality: number;
  readonly energyLevel: number;
  readonly mood: number;
  readonly stressLevel: number;
  readonly motivation: number;
  readonly focusAbility: number;
}

export interface DemoHistory {
  /** Oldest first; all ended by `nowMs`. */
  readonly sessions: readonly NewSession[];
  readonly checkins: readonly DemoCheckin[];
}

export interface DemoRequest {
  readonly seed: number;
  readonly userId: string;
  readonly nowMs: number;
  readonly zone: Zone;
}

/**
 * A year of an invented person's sessions and check-ins that ends at `nowMs`.
 *
 * It is a function of the seed and the local day. A later call on the same day repeats every session and adds those
 * that have ended since.
 */
export function generateDemo(request: DemoRequest): DemoHistory {
  return joinDays([...demoDays(request)]);
}

export function joinDays(days: readonly DemoHistory[]): DemoHistory {
  return {
    sessions: days.flatMap(({ sessions }) => sessions),
    checkins: days.flatMap(({ checkins }) => checkins),
  };
}

/** The same year one day at a time, oldest first. */
export function* demoDays(request: DemoRequest): Generator<DemoHistory, void> {
  const today = request.zone.localAt(request.nowMs).day;
  for (let daysAgo = DEMO_PERSON.days; daysAgo >= 0; daysAgo--) {
    const day = today - daysAgo;
    const stream = openRandomStream(request.seed, daysAgo);
    const energy = energyOf(request.seed, daysAgo);
    const count = sessionCount(request.seed, daysAgo, day, stream);
    const ids = idStream(request, day, daysAgo);
    const sessions = sessionsOfDay(request, day, count, energy, stream).map((session) => ({
      ...session,
      id: ids.uuid(),
    }));
    const isCheckedIn = stream.chance(DEMO_PERSON.checkinChance);
    yield {
      sessions: sessions.filter((each) => endOf(each) <= request.nowMs),
      checkins: isCheckedIn ? [checkinOf(day, energy, stream)] : [],
    };
  }
}

function endOf(session: NewSession): number {
  return session.startedAtMs + session.durationSeconds * 1000;
}

/** Ids come from a separate stream: two users can have the same year, but never the same ids. */
function idStream(request: DemoRequest, day: EpochDay, daysAgo: number): RandomStream {
  const bytes = createHash("sha256").update(`${request.userId}\n${day}`).digest();
  return openRandomStream(request.seed ^ bytes.readInt32LE(0), bytes.readInt32LE(4) ^ daysAgo);
}

/** The person's energy on a day, in standard deviations; autocorrelated over about a week. */
function energyOf(seed: number, daysAgo: number): number {
  let energy = 0;
  let weight = 1;
  let squares = 0;
  for (let lag = 0; lag < 14; lag++) {
    energy += weight * openRandomStream(seed ^ 0x656e_6572, daysAgo + lag).normal(0, 1);
    squares += weight * weight;
    weight *= 0.75;
  }
  return energy / Math.sqrt(squares);
}

function sessionCount(seed: number, daysAgo: number, day: EpochDay, stream: RandomStream): number {
  const stretch = DEMO_PERSON.stretches.find(({ from, to }) => daysAgo <= from && daysAgo >= to);
  const weekday = isoWeekday(day);
  const weekStream = openRandomStream(seed ^ 0x7765_656b, Math.floor(daysAgo / 7));
  const spread =
    weekStream.normal(0, DEMO_PERSON.weekSpread) + stream.normal(0, DEMO_PERSON.daySpread);
  const dayOff = weekday <= 5 && stream.chance(DEMO_PERSON.dayOffChance);
  const mean = DEMO_PERSON.sessionsByWeekday[weekday] * (stretch?.factor ?? 1) * Math.exp(spread);
  return dayOff ? 0 : stream.poisson(mean);
}

function checkinOf(day: EpochDay, energy: number, stream: RandomStream): DemoCheckin {
  const around = (mean: number, slope: number) =>
    clamp(Math.round(stream.normal(mean + slope * energy, 8)));
  return {
    day,
    sleepQuality: around(70, 9),
    energyLevel: around(64, 13),
    mood: around(68, 9),
    stressLevel: around(38, -10),
    motivation: around(66, 10),
    focusAbility: around(65, 11),
  };
}
