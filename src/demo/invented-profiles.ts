import { checkpointDays } from "../profiles/checkpoints.ts";
import { createDerivedValues } from "../profiles/derived-values.ts";
import { foldHistory } from "../profiles/fold-history.ts";
import { baseOf } from "../profiles/history-folding.ts";
import type { HistoryReader } from "../profiles/history-reader.ts";
import type { ProfileReader } from "../profiles/profile-service.ts";
import { viewAt } from "../profiles/profile-view.ts";
import type { EpochDay } from "../time/calendar.ts";
import { type DayCut, dayMomentAt, startOfDay } from "../time/local-day.ts";
import { NOTHING_STATED } from "../time/work-times.ts";

export interface InventedProfilesParts {
  readonly userId: string;
  readonly history: HistoryReader;
  readonly cut: DayCut;
  /** The moment of every answer. */
  readonly nowMs: number;
}

/** Folds an invented history, and keeps the profile and its checkpoints in memory alone. */
export async function foldInvented(parts: InventedProfilesParts): Promise<ProfileReader> {
  const { userId, history, cut, nowMs } = parts;
  const today = dayMomentAt(nowMs, cut).day;
  const person = { cut, workTimes: NOTHING_STATED, presets: null, version: 0 };

  async function fold(checkpoint: Parameters<typeof baseOf>[0], toDay: EpochDay, atMs: number) {
    const from = baseOf(checkpoint, person);
    const fromDay = Number.isFinite(from.day) ? from.day : undefined;
    const folded = await foldHistory({
      ...{ from, toDay, knownUntilMs: atMs, version: 0, stated: NOTHING_STATED },
      days: history.days(userId, cut, fromDay, toDay),
      keep: checkpoint === undefined ? checkpointDays(toDay) : [],
    });
    const derived = createDerivedValues({ day: toDay });
    const view = viewAt(userId, { ...folded, ...person, derived }, atMs, () => {});
    return { view, kept: folded.kept };
  }

  const { view: now, kept } = await fold(undefined, today, nowMs);
  return {
    now: async () => now,
    async asOfStart(_userId, day) {
      const atMs = startOfDay(day, cut);
      if (atMs >= nowMs) return now;
      // A session from the day before may end after the day began.
      const checkpoint = kept.findLast((one) => one.day < day);
      return (await fold(checkpoint, day, atMs)).view;
    },
  };
}
