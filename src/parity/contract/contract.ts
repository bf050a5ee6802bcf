import { ANOMALIES } from "./anomalies.ts";
import { FORECASTS } from "./forecasts.ts";
import { INSIGHTS } from "./insights.ts";
import { OPERATIONS } from "./operations.ts";
import type { ContractRoute } from "./route.ts";
import { SCHEDULE } from "./schedule.ts";
import { SIGNALS } from "./signals.ts";
import { WORDS_OF_DAYS } from "./words-of-days.ts";
import { WORDS_OF_SUGGESTIONS } from "./words-of-suggestions.ts";

/**
 * What clients of the service's first version may rely on, by route: methods, parameters with their ranges and
 * defaults, and the members, types and enumerations of each answer. Answers may have more members. Figures that had
 * only a few steps may take any value in between. Where the first version was wrong, a comment describes the
 * difference.
 */
export const CONTRACT = {
  ...OPERATIONS,
  ...FORECASTS,
  ...SIGNALS,
  ...SCHEDULE,
  ...ANOMALIES,
  ...INSIGHTS,
  ...WORDS_OF_DAYS,
  ...WORDS_OF_SUGGESTIONS,
} as const satisfies Record<string, ContractRoute>;

export type ContractName = keyof typeof CONTRACT;
