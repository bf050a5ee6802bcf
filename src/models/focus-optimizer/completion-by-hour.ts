import { at } from "../../stats/at.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import type { FocusState } from "./state.ts";

/**
 * For each hour: probability of completion, shrunk towards the person's overall share, and the raw share (null without
 * a session).
 */
export function completionByHour(
  state: FocusState,
  fresh: number,
): { readonly probability: number; readonly rate: number | null }[] {
  const { share, worth, hourWorth } = FOCUS_PARAMETERS.completion;
  const uses = state.hourUse.map((weight) => weight / fresh);
  const completed = state.hourCompleted.map((weight) => weight / fresh);
  const allUses = uses.reduce((sum, use) => sum + use, 0);
  const allCompleted = completed.reduce((sum, count) => sum + count, 0);
  const usual = (allCompleted + worth * share) / (allUses + worth);
  return completed.map((count, hour) => {
    const use = at(uses, hour);
    return {
      probability: (count + hourWorth * usual) / (use + hourWorth),
      rate: use === 0 ? null : Math.min(1, count / use),
    };
  });
}
