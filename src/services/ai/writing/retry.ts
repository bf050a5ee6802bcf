import type { ProviderError, ProviderFailure, Randomness } from "../../../ports.ts";

/** Maximum number of attempts with one provider. */
export const MAX_ATTEMPTS = 3;

const RETRYABLE: readonly ProviderFailure[] = [
  "unreachable",
  "timeout",
  "rate_limited",
  "server_error",
  "unreadable",
  "too_large",
  "cut_off",
  "invalid_answer",
];

/** Shortest delay. */
const MIN_DELAY_MS = 250;
/** Upper limit of the doubling bound. */
const MAX_DELAY_MS = 2000;

/**
 * Delay before the next attempt: full jitter from 0.25 s up to a bound that doubles, and never less than the provider
 * requests.
 *
 * @param attempt number of the failed attempt, from 1
 * @returns `undefined` when a retry is useless
 */
export function retryDelayMs(
  { failure, retryAfterMs }: Pick<ProviderError, "failure" | "retryAfterMs">,
  attempt: number,
  random: Randomness,
): number | undefined {
  if (attempt >= MAX_ATTEMPTS || !RETRYABLE.includes(failure)) return undefined;
  const bound = Math.min(MAX_DELAY_MS, MIN_DELAY_MS * 2 ** (attempt + 1));
  const jitter = MIN_DELAY_MS + random() * (bound - MIN_DELAY_MS);
  return Math.max(jitter, retryAfterMs ?? 0);
}
