import type { PresetTimes } from "../../domain/preset.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";

/** A span of the day in minutes after midnight, end exclusive; may exceed 1440. */
export interface MinuteSpan {
  readonly startMinute: number;
  readonly endMinute: number;
}

export interface PlannedSession extends MinuteSpan {
  /** Index among the presets. */
  readonly preset: number;
  /** Id of that preset. */
  readonly presetId: string;
  readonly workMinutes: number;
  readonly breakMinutes: number;
  /** Points that the session adds to the plan. */
  readonly utility: number;
}

export interface PlanRequest {
  /** At least one. */
  readonly presets: readonly PresetTimes[];
  readonly sessions: number;
  readonly workingHours: MinuteSpan;
  /** No session starts before this minute. */
  readonly earliestMinute: number;
  readonly busy: readonly MinuteSpan[];
  /** Starts of an earlier plan, kept unless a clearly better plan exists. */
  readonly kept: readonly number[];
  /**
   * Index of the preset for a start at this minute. Others are used only where it does not fit. When absent, any preset
   * is used.
   */
  readonly recommendedAt?: (startMinute: number) => number;
  /** Whether only the recommended preset may be planned. */
  readonly isPresetFixed?: boolean;
  /** Whether a session may start at this minute; at any when absent. */
  readonly canStartAt?: (startMinute: number) => boolean;
  /** Utility of a session with this preset that starts at this minute. */
  readonly utilityAt: (startMinute: number, preset: number) => number;
}

/** One option at a start: its value, and the number of grid steps to the earliest next start. */
interface Choice {
  readonly preset: number;
  readonly utility: number;
  /** Whole number of ten-thousandths of a point. */
  readonly value: number;
  readonly steps: number;
}

/**
 * Finds the best feasible plan: as many sessions as requested, or as fit, with the highest sum of utilities. The result
 * is exact, by dynamic programming over the starts from the end of the day backwards. A session's work lies within
 * working hours and outside busy spans; its work and break end before the next session. Ties prefer the earlier plan's
 * starts, then full hours, then the earlier start.
 */
export function planDay(request: PlanRequest): PlannedSession[] {
  const grid = FOCUS_PARAMETERS.gridMinutes;
  const first = Math.ceil(
    Math.max(request.workingHours.startMinute, request.earliestMinute) / grid,
  );
  const last = Math.ceil(request.workingHours.endMinute / grid);
  const starts = Math.max(0, last - first);
  const choices = Array.from({ length: starts }, (_, index) =>
    choicesAt(request, (first + index) * grid),
  );
  // best[k * (starts + 1) + i]: highest value of exactly k sessions that start at index i or later.
  const width = starts + 1;
  const best = new Float64Array((request.sessions + 1) * width).fill(Number.NEGATIVE_INFINITY);
  best.fill(0, 0, width);
  for (let count = 1; count <= request.sessions; count += 1) {
    for (let index = starts - 1; index >= 0; index -= 1) {
      let value = best[count * width + index + 1] ?? 0;
      for (const choice of choices[index] ?? []) {
        value = Math.max(value, valueWith(choice, best, count, index, width));
      }
      best[count * width + index] = value;
    }
  }
  return readPlan(request, choices, best, first, width);
}

function valueWith(
  choice: Choice,
  best: Float64Array,
  count: number,
  index: number,
  width: number,
): number {
  const next = Math.min(index + choice.steps, width - 1);
  return choice.value + (best[(count - 1) * width + next] ?? 0);
}

function readPlan(
  request: PlanRequest,
  choices: readonly (readonly Choice[])[],
  best: Float64Array,
  first: number,
  width: number,
): PlannedSession[] {
  const grid = FOCUS_PARAMETERS.gridMinutes;
  let count = request.sessions;
  while (count > 0 && (best[count * width] ?? 0) === Number.NEGATIVE_INFINITY) count -= 1;
  const plan: PlannedSession[] = [];
  for (let index = 0; index < width - 1 && count > 0; index += 1) {
    const target = best[count * width + index] ?? 0;
    const choice = choices[index]?.find(
      (candidate) => valueWith(candidate, best, count, index, width) === target,
    );
    if (choice === undefined) continue;
    const chosen = request.presets[choice.preset];
    if (chosen === undefined) continue;
    const startMinute = (first + index) * grid;
    plan.push({
      startMinute,
      endMinute: startMinute + chosen.workMinutes,
      preset: choice.preset,
      presetId: chosen.id,
      workMinutes: chosen.workMinutes,
      breakMinutes: chosen.breakMinutes,
      utility: choice.utility,
    });
    count -= 1;
    index += choice.steps - 1;
  }
  return plan;
}

/** Presets that can start at a minute, with their values. */
function choicesAt(request: PlanRequest, startMinute: number): Choice[] {
  const fitting = fittingAt(request, startMinute);
  const recommended = request.recommendedAt?.(startMinute);
  const chosen = fitting.filter(({ preset }) => preset === recommended);
  return chosen.length > 0 || request.isPresetFixed === true ? chosen : fitting;
}

function fittingAt(request: PlanRequest, startMinute: number): Choice[] {
  const { gridMinutes, leastDistanceMinutes, keepBonus } = FOCUS_PARAMETERS;
  const found: Choice[] = [];
  if (request.canStartAt?.(startMinute) === false) return found;
  request.presets.forEach(({ workMinutes, breakMinutes }, preset) => {
    const endMinute = startMinute + workMinutes;
    if (endMinute > request.workingHours.endMinute) return;
    if (request.busy.some((span) => overlaps(span, startMinute, endMinute))) return;
    const utility = request.utilityAt(startMinute, preset);
    const kept = request.kept.includes(startMinute) ? keepBonus : 0;
    // Values are whole hundredths, which add up exactly, so that equal plans compare equal. The bonus of a full hour is
    // smaller than one hundredth.
    const hundredths = Math.round((utility + kept) * 100);
    const fullHour = startMinute % 60 === 0 ? 1 : 0;
    const distance = Math.max(workMinutes + breakMinutes, leastDistanceMinutes);
    found.push({
      preset,
      utility,
      value: hundredths * 100 + fullHour,
      steps: Math.ceil(distance / gridMinutes),
    });
  });
  return found;
}

function overlaps(span: MinuteSpan, startMinute: number, endMinute: number): boolean {
  return span.startMinute < endMinute && span.endMinute > startMinute;
}
