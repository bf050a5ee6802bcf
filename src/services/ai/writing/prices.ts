import type { TokenUsage } from "../../../ports.ts";

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

export interface PriceTable {
  /** Cost of tokens in millionths of a US dollar, rounded up. */
  costOf(model: string, usage: TokenUsage): number;
  /** Whether the price is known. An unknown model counts as the most expensive known one. */
  knows(model: string): boolean;
}

export function priceTable(prices: Readonly<Record<string, Price>>): PriceTable {
  const known = Object.values(prices);
  const dearest: Price = {
    input: Math.max(...known.map(({ input }) => input)),
    output: Math.max(...known.map(({ output }) => output)),
  };
  return {
    costOf(model, { inputTokens, outputTokens }) {
      const { input, output } = prices[model] ?? dearest;
      return Math.ceil(input * inputTokens + output * outputTokens);
    },
    knows: (model) => Object.hasOwn(prices, model),
  };
}
