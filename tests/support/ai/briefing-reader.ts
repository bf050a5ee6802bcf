import { emptyState } from "../../../src/models/session-predictor/state.ts";
import type { ReaderView } from "../../../src/services/ai/ahead/briefing-time.ts";
import { type EpochDay, isoWeekday } from "../../../src/time/calendar.ts";
import { dayMomentAt } from "../../../src/time/local-day.ts";
import { NOTHING_STATED, type WorkTimes } from "../../../src/time/work-times.ts";
import { openZone } from "../../../src/time/zone.ts";

export interface ReaderOptions {
  readonly userId?: string;
  readonly nowMs: number;
  readonly zone?: string;
  readonly dayStartHour?: number;
  readonly workTimes?: Partial<WorkTimes>;
  /** Minute of the day at which the first session of each workday ended. */
  readonly firstEnd?: number;
  /** ISO weekdays with sessions. */
  readonly weekdays?: readonly number[];
}

const WEEKS = 6;

/** Somebody who has worked on the same weekdays for six weeks, as they are known at an instant. */
export function readerView(options: ReaderOptions): ReaderView {
  const { userId = "ada", nowMs, zone = "Europe/Prague", dayStartHour = 0 } = options;
  const cut = { zone: openZone(zone), dayStartHour };
  const asked = dayMomentAt(nowMs, cut);
  return {
    ...{ userId, cut, asked, presets: null },
    workTimes: { ...NOTHING_STATED, ...options.workTimes },
    profile: { "session-predictor": stateOn(asked.day, options) },
  };
}

function stateOn(today: EpochDay, { firstEnd = 592, weekdays = [1, 2, 3, 4, 5] }: ReaderOptions) {
  const state = emptyState();
  state.openDay = today;
  for (let day = today - 7 * WEEKS; day < today; day += 1) {
    const works = weekdays.includes(isoWeekday(day));
    state.arrivalCounts.push(works ? 2 : 0);
    if (works) state.arrivalMinutes.push(firstEnd, firstEnd + 120);
  }
  return state;
}
