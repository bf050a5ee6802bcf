import { type Rate, rate } from "./rate-type.ts";
import { setting } from "./setting.ts";

/** The default limits beyond loopback, far above the needs of a person or a page. */
const USUAL = {
  reads: "6000/min",
  writes: "1200/min",
  imports: "60/h",
  ai: "300/min",
} as const;

/** The budget that a request uses. */
export type Budget = keyof typeof USUAL;

export const BUDGETS: readonly Budget[] = ["reads", "writes", "imports", "ai"];

/** The limit of a budget without a setting. */
export function usualRate(budget: Budget, isOnLoopback: boolean): Rate | "off" {
  return isOnLoopback ? "off" : rate.read(USUAL[budget]);
}

function limit(budget: Budget, description: string, example: string) {
  return setting<Rate | "off" | undefined>({
    name: `POMODORO_RATE_LIMIT_${budget.toUpperCase()}`,
    group: "Limits",
    type: rate,
    default: undefined,
    defaultText: `\`off\` on loopback, \`${USUAL[budget]}\` beyond it`,
    description,
    example,
  });
}

/** The limits per caller; [identity.md](identity.md) defines a caller. */
export const LIMIT_SETTINGS = {
  rateLimitReads: limit(
    "reads",
    "How many questions one caller may ask: one key, one user of signed tokens, or one address where nobody says who asks. [identity.md](identity.md#limits) says how they are counted.",
    "600/min",
  ),
  rateLimitWrites: limit(
    "writes",
    "How many requests that may change something one caller may send.",
    "120/min",
  ),
  rateLimitImports: limit("imports", "How many files one caller may import.", "10/h"),
  rateLimitAi: limit(
    "ai",
    "How many texts below `/api/ai/` one caller may ask for. What models cost is bounded by POMODORO_AI_DAILY_BUDGET_USD.",
    "30/min",
  ),
} as const;
