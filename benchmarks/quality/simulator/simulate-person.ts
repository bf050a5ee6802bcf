import { openRandomStream } from "../../../src/demo/random-stream.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import type { EpochDay } from "../../../src/time/calendar.ts";
import type { Disturbance } from "./disturbance.ts";
import { hostileSessions } from "./hostile.ts";
import { drawCourse, type PersonKind, type Stretch } from "./kinds.ts";
import { drawPerson } from "./person.ts";
import { simulateDay } from "./simulate-day.ts";
import { drawCheckin, type SimulatedCheckin } from "./wellness.ts";

export interface SimulationRequest {
  readonly kind: PersonKind;
  /** Who it is and what happens to them. */
  readonly seed: number;
  readonly days: number;
  /** First day of the history; 2024-01-01 when absent. */
  readonly startDay?: EpochDay;
  /** Same person, same course of things, other chance: averages over `luck` estimate what is expected. */
  readonly luck?: number;
  readonly disturbance?: Disturbance;
}

/** What is true of one session, whatever was rated. */
export interface SessionTruth {
  /** What the rating would be on average, given the day's mood. */
  readonly expectedRating: number;
  /** The same for somebody who cannot see the mood: the best that can be predicted beforehand. */
  readonly predictableRating: number;
}

/** What is true of one day. */
export interface DayTruth {
  readonly day: EpochDay;
  /** Mean number of sessions, before the luck of the week and the day. */
  readonly expectedSessions: number;
  readonly away: boolean;
}

export interface SimulatedPerson {
  /** In the order of (startedAtMs, id), as a profile learns them. */
  readonly sessions: readonly LearnedSession[];
  readonly wellness: readonly SimulatedCheckin[];
  readonly truth: {
    readonly startDay: EpochDay;
    /** One per session, in the same order; empty for `hostile`. */
    readonly sessions: readonly SessionTruth[];
    /** One per simulated day; empty for `hostile`. */
    readonly days: readonly DayTruth[];
    /** Days on which strain began, and had fully risen; only for `burnout_onset`. */
    readonly onset: Stretch | null;
    readonly absences: readonly Stretch[];
    readonly trips: readonly Stretch[];
  };
}

const DEFAULT_START: EpochDay = 19_723;

/**
 * Invents one person's history with what is true behind it. Pure: the same request gives the same history on
 * every machine. Sessions carry the wellness of their day's check-in, as a profile would see them.
 *
 * Stretches in `truth` are epoch days, both ends included. A history may end a few hours into the day after
 * its last, when somebody works past midnight.
 *
 * @example simulatePerson({ kind: "burnout_onset", seed: 7, days: 365 }).truth.onset // => { from, to }
 */
export function simulatePerson(request: SimulationRequest): SimulatedPerson {
  const { kind, seed, days, startDay = DEFAULT_START, luck = 0, disturbance } = request;
  if (kind === "hostile") return hostilePerson(seed, days, startDay);
  const person = drawPerson(kind, openRandomStream(seed, 1));
  const placed =
    disturbance === undefined
      ? undefined
      : { ...disturbance, fromIndex: disturbance.fromDay - startDay };
  const course = drawCourse(kind, seed, days, placed);
  const chance = openRandomStream(seed, 1000 + luck);
  const drawn: { session: LearnedSession; truth: SessionTruth }[] = [];
  const checkins: SimulatedCheckin[] = [];
  const dayTruths: DayTruth[] = [];
  let weekLuck = 0;
  let mood = 0;
  for (let index = 0; index < days; index += 1) {
    const day = startDay + index;
    const influence = course.influenceOn(index);
    if (index % 7 === 0) weekLuck = chance.normal(0, person.weekSpread);
    mood =
      person.rating.moodCarry * mood +
      Math.sqrt(1 - person.rating.moodCarry ** 2) * chance.normal(0, person.rating.moodSpread);
    const checkin = drawCheckin(person.wellness, { day, mood, influence }, chance);
    if (checkin !== null) checkins.push(checkin);
    const wellness = checkin?.overall ?? null;
    const simulated = simulateDay(person, { day, mood, weekLuck, influence, wellness }, chance);
    drawn.push(...simulated.sessions);
    dayTruths.push({
      day,
      expectedSessions: simulated.expectedSessions,
      away: influence.away,
    });
  }
  drawn.sort((a, b) => byStart(a.session, b.session));
  const dated = ({ from, to }: Stretch) => ({ from: startDay + from, to: startDay + to });
  return {
    sessions: drawn.map(({ session }) => session),
    wellness: checkins,
    truth: {
      startDay,
      sessions: drawn.map(({ truth }) => truth),
      days: dayTruths,
      onset: course.onset === null ? null : dated(course.onset),
      absences: course.absences.map(dated),
      trips: course.trips.map(dated),
    },
  };
}

function hostilePerson(seed: number, days: number, startDay: EpochDay): SimulatedPerson {
  const sessions = hostileSessions(openRandomStream(seed, 3), days, startDay).sort(byStart);
  const truth = { startDay, sessions: [], days: [], onset: null, absences: [], trips: [] };
  return { sessions, wellness: [], truth };
}

function byStart(a: LearnedSession, b: LearnedSession): number {
  if (a.startedAtMs !== b.startedAtMs) return a.startedAtMs - b.startedAtMs;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
