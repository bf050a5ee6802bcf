import type { RandomStream } from "../../../src/demo/random-stream.ts";
import { overallWellness } from "../../../src/models/quality-predictor/wellness.ts";
import type { WellnessMetrics } from "../../../src/schemas/wellness.ts";
import type { EpochDay } from "../../../src/time/calendar.ts";
import type { Influence } from "./influence.ts";
import type { WellnessHabit } from "./person.ts";

/** A simulated check-in: six answers of 0–100 and their weighted mean. */
export interface SimulatedCheckin extends WellnessMetrics {
  readonly day: EpochDay;
  readonly overall: number;
}

interface CheckinDay {
  readonly day: EpochDay;
  readonly mood: number;
  readonly influence: Influence;
}

/** Draws the check-in of a day, or null when there was none; draws the same number of values either way. */
export function drawCheckin(
  habit: WellnessHabit,
  { day, mood, influence }: CheckinDay,
  chance: RandomStream,
): SimulatedCheckin | null {
  const taken = chance.chance(habit.checkinChance);
  const level = habit.base + mood + influence.wellnessOffset;
  const answer = () => clamp(Math.round(level + chance.normal(0, habit.noise)));
  const metrics: WellnessMetrics = {
    sleepQuality: answer(),
    energyLevel: answer(),
    mood: answer(),
    stressLevel: 100 - answer(),
    motivation: answer(),
    focusAbility: answer(),
  };
  const { overall } = overallWellness({ ...metrics, overallWellness: null });
  if (!taken || overall === null) return null;
  return { day, ...metrics, overall: Math.round(overall * 10) / 10 };
}

function clamp(points: number): number {
  return Math.min(100, Math.max(0, points));
}
