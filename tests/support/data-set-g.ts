import type { LearnedSession } from "../../src/models/model.ts";
import { type EpochDay, isoWeekday } from "../../src/time/calendar.ts";
import { learnedSession } from "./learned-session.ts";

/** Wednesday 2025-06-18, on which the worked examples stand at 10:30. */
export const DATA_SET_G_TODAY: EpochDay = 20_257;

/**
 * The history behind the worked examples of the service's predecessor: 47 rated sessions on 18 days, oldest first, no
 * Sundays; the hour is the hour of the start.
 */
export function dataSetG(): LearnedSession[] {
  const sessions: LearnedSession[] = [];
  for (let back = 20; back >= 0; back -= 1) {
    const day = DATA_SET_G_TODAY - back;
    if (isoWeekday(day) === 7) continue;
    const add = (startHour: number, preset: string, category: string, rating: number) =>
      sessions.push(
        learnedSession({ id: `${back}-${startHour}`, day, startHour, preset, category, rating }),
      );
    add(9, "deep_work", "Coding", 80 - 5 * (back % 4));
    if (back === 0) continue;
    add(11, "learning", "Learning", 65 + 5 * (back % 3));
    if (back % 2 === 0) add(14, "quick_tasks", "Other", 50 + 4 * (back % 5));
    if (back % 6 === 0) add(21, "flow_mode", "Coding", 40);
  }
  return sessions;
}
