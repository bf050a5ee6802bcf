import { at } from "../../stats/at.ts";
import { presetGroup } from "./preset-group.ts";
import type { QualityContext } from "./quality-query.ts";
import { PLACES, partOfDay, type QualityState } from "./state.ts";

/** Weight of the prior share of completed sessions, in sessions. */
const PRIOR_SESSIONS = 10;
/** Prior share of completed sessions. */
const PRIOR_SHARE = 0.9;
/** Number of sessions at which a group's own share has half of the weight. */
const GROUP_STRENGTH = 100;

/**
 * Probability that the session will be completed: the person's share plus effects of preset, part of the day and place
 * in the day on the log-odds scale. Each effect is shrunk towards 0 while it has few sessions.
 * @returns 0.01–0.99
 */
export function completionProbability(
  state: QualityState,
  context: Pick<QualityContext, "preset" | "hour" | "sessionsToday">,
): number {
  let sessions = PRIOR_SESSIONS;
  let completed = PRIOR_SESSIONS * PRIOR_SHARE;
  for (let i = 0; i < state.presetOutcomes.length; i += 2) {
    sessions += at(state.presetOutcomes, i);
    completed += at(state.presetOutcomes, i + 1);
  }
  const share = completed / sessions;
  const usual = logit(share);
  const moved =
    usual +
    groupShift(state.presetOutcomes, presetGroup(state.listed, context.preset), share) +
    groupShift(state.partOutcomes, partOfDay(context.hour), share) +
    groupShift(state.placeOutcomes, Math.min(context.sessionsToday, PLACES - 1), share);
  return Math.max(0.01, Math.min(0.99, 1 / (1 + Math.exp(-moved))));
}

function groupShift(pairs: readonly number[], group: number, share: number): number {
  const sessions = at(pairs, 2 * group) + GROUP_STRENGTH;
  const completed = at(pairs, 2 * group + 1) + GROUP_STRENGTH * share;
  return logit(completed / sessions) - logit(share);
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}
