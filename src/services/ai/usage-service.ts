import type { AiLedgerRepository, AiUsageRow } from "../../repositories/ai-ledger-repository.ts";
import type { AiUsage, UsageTotals } from "../../schemas/ai-operations.ts";
import { formatDay } from "../../time/calendar.ts";

/** A person's use of language models. */
export interface UsageService {
  usage(userId: string): Promise<AiUsage>;
  /** Remainder of today's shared budget, in US dollars. */
  remainingUsd(): Promise<number>;
}

export interface UsageServiceParts {
  readonly ledger: AiLedgerRepository;
  readonly today: () => number;
  readonly limits: { readonly daily_usd: number; readonly user_daily_usd: number | null };
}

export function createUsageService({ ledger, today, limits }: UsageServiceParts): UsageService {
  return {
    async usage(userId) {
      const day = today();
      const firstOfMonth = day - Number(formatDay(day).slice(8)) + 1;
      const ofToday = await ledger.usage(userId, day, day);
      const ofMonth = await ledger.usage(userId, firstOfMonth, day);
      const { user, all } = await ledger.committed(day, userId);
      return {
        date: formatDay(day),
        today: totals(ofToday),
        month: totals(ofMonth),
        by_capability: ofMonth.map((row) => ({ capability: row.capability, ...totals([row]) })),
        limits,
        remaining_usd: {
          all: left(limits.daily_usd, all),
          user: limits.user_daily_usd === null ? null : left(limits.user_daily_usd, user),
        },
      };
    },
    async remainingUsd() {
      const { all } = await ledger.committed(today(), "");
      return left(limits.daily_usd, all);
    },
  };
}

function left(limitUsd: number, microdollars: number): number {
  return Math.max(0, Math.round(limitUsd * 1e6 - microdollars) / 1e6);
}

function totals(rows: readonly AiUsageRow[]): UsageTotals {
  const sum = (of: (row: AiUsageRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    calls: sum(({ calls }) => calls),
    failures: sum(({ failures }) => failures),
    input_tokens: sum(({ inputTokens }) => inputTokens),
    output_tokens: sum(({ outputTokens }) => outputTokens),
    cost_usd: sum(({ costMicrodollars }) => costMicrodollars) / 1e6,
  };
}
