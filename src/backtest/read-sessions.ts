import type { LearnedSession } from "../models/model.ts";
import { openZone } from "../time/zone.ts";
import type { RowProblem } from "./history.ts";
import { isGivenUp, NO_START, parseStart, rowsOf } from "./read-history.ts";

/** Duration of a row without one, in minutes: the usual timer setting. */
const USUAL_MINUTES = 25;
const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1440;

/**
 * Reads sessions from our CSV format, in the form that models learn: a column `start`, and optionally
 * `duration_minutes`, `category`, `preset`, `rating` and `completed`. Every start is used in its written local time, or
 * is converted to `timeZone`.
 *
 * @returns the sessions in order of their start, and the unreadable rows
 * @throws InputError when there is no column `start`
 */
export function readSessions(
  file: string,
  text: string,
  timeZone?: string,
): { readonly sessions: readonly LearnedSession[]; readonly problems: readonly RowProblem[] } {
  const zone = timeZone === undefined ? undefined : openZone(timeZone);
  const problems: RowProblem[] = [];
  const sessions: LearnedSession[] = [];
  for (const { line, cell } of rowsOf(file, text)) {
    const start = parseStart(cell("start"), zone);
    if (start === undefined) {
      problems.push({ file, line, problem: NO_START });
      continue;
    }
    const durationMinutes = numberIn(cell("duration_minutes"), MINUTES_PER_DAY) || USUAL_MINUTES;
    sessions.push({
      id: String(line),
      startedAtMs: (start.day * MINUTES_PER_DAY + start.minute) * MS_PER_MINUTE,
      day: start.day,
      startMinute: start.minute,
      knownMinute: start.minute + durationMinutes,
      startHour: Math.floor(start.minute / 60),
      durationMinutes,
      preset: cell("preset"),
      category: cell("category"),
      rating: numberIn(cell("rating"), 100),
      completed: !isGivenUp(cell("completed")),
    });
  }
  return { sessions: sessions.sort((a, b) => a.startedAtMs - b.startedAtMs), problems };
}

/** A number from 0 to `most`; null for any other text. */
function numberIn(text: string, most: number): number | null {
  const number = text === "" ? Number.NaN : Number(text);
  return number >= 0 && number <= most ? number : null;
}
