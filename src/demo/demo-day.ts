import type { NewSession } from "../domain/session.ts";
import { type EpochDay, isoWeekday } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import { DEMO_NOTES, DEMO_PERSON, DEMO_WORK, PRESET_MINUTES } from "./demo-person.ts";
import type { RandomStream } from "./random-stream.ts";

export type DemoSession = Omit<NewSession, "id">;

interface DayRequest {
  readonly userId: string;
  readonly zone: Zone;
}

/** Places `count` sessions of one day one after another, with pauses and lunch. */
export function sessionsOfDay(
  request: DayRequest,
  day: EpochDay,
  count: number,
  energy: number,
  stream: RandomStream,
): DemoSession[] {
  const { startMinute, lastStartMinute, lunch, longPauseMinutes } = DEMO_PERSON;
  const usualStart = isoWeekday(day) <= 5 ? startMinute.workday : startMinute.weekend;
  const sessions: DemoSession[] = [];
  let minute = Math.max(300, stream.normal(usualStart, startMinute.spread));
  let lunchTaken = minute > lunch.fromMinute;
  for (let done = 0; done < count && minute < lastStartMinute; done++) {
    if (!lunchTaken && minute >= lunch.fromMinute) {
      lunchTaken = true;
      minute += Math.max(20, stream.normal(lunch.minutes, 10));
    }
    const session = oneSession(request, { day, minute, done, energy }, stream);
    sessions.push(session);
    const pause = (done + 1) % 4 === 0 ? longPauseMinutes : presetMinutes(session.preset).pause;
    minute += session.durationSeconds / 60 + pause * Math.exp(stream.normal(0.1, 0.4));
  }
  return sessions;
}

interface Place {
  readonly day: EpochDay;
  readonly minute: number;
  /** Number of the day's sessions before this one. */
  readonly done: number;
  readonly energy: number;
}

function oneSession(request: DayRequest, place: Place, stream: RandomStream): DemoSession {
  const part = place.minute < 720 ? "morning" : place.minute < 1050 ? "afternoon" : "evening";
  const preset = stream.pick(DEMO_PERSON.presets[part]);
  const { category, tasks } = stream.pick(DEMO_WORK);
  const completed = !stream.chance(DEMO_PERSON.abandonChance);
  const share = completed ? 1 : 0.15 + 0.7 * stream.uniform();
  const seconds = Math.round(PRESET_MINUTES[preset].work * share) * 60;
  const rating = ratingOf(preset, completed, place, stream);
  const notes = (rating ?? 100) < 55 ? DEMO_NOTES.bad : DEMO_NOTES.good;
  return {
    userId: request.userId,
    startedAtMs: request.zone.instantOf(place.day, Math.round(place.minute * 60) * 1000),
    durationSeconds: seconds,
    preset,
    category,
    task: stream.pick(tasks.map((task) => [task, 1] as const)),
    rating,
    completed,
    notes: stream.chance(DEMO_PERSON.noteChance)
      ? stream.pick(notes.map((note) => [note, 1] as const))
      : null,
  };
}

function presetMinutes(preset: string): { work: number; pause: number } {
  return (
    Object.entries(PRESET_MINUTES).find(([name]) => name === preset)?.[1] ??
    PRESET_MINUTES.deep_work
  );
}

function ratingOf(
  preset: keyof typeof PRESET_MINUTES,
  completed: boolean,
  place: Place,
  stream: RandomStream,
): number | null {
  const { rating } = DEMO_PERSON;
  const rated = stream.chance(DEMO_PERSON.ratedChance);
  const points =
    rating.base +
    rating.byPreset[preset] -
    rating.fatigue * Math.max(0, place.done - 2) -
    (place.minute >= 780 && place.minute < 930 ? rating.afternoonDip : 0) +
    (completed ? 0 : rating.abandoned) +
    rating.energy * place.energy +
    stream.normal(0, rating.noise);
  return rated ? clamp(Math.round(points / rating.step) * rating.step) : null;
}

/** Clamps and rounds points as the web app does. */
export function clamp(points: number): number {
  return Math.min(100, Math.max(0, points));
}
