import type { Limits } from "./options.ts";
import type { Side, Traffic } from "./proxy.ts";

/** What was seen of one side during one step. */
export interface Seen {
  readonly requests: number;
  readonly failures: number;
  /** Of questions that were answered, in milliseconds, in any order. */
  readonly askedMs: readonly number[];
  readonly askedFailures: number;
  /** Mean of the proxy's traffic. */
  readonly trafficMs: number | null;
}

export type Observation = Readonly<Record<Side, Seen>>;

/** Fewer failures than this end no step early, whatever their share. */
const FEWEST_FAILURES = 3;
/** Fewer answers than this say nothing about a percentile. */
const FEWEST_ANSWERS = 10;
/** Fewer requests than this say nothing about a mean. */
const FEWEST_REQUESTS = 100;

/**
 * Whether the new side is worse than the old one by more than is allowed.
 *
 * @param isOver whether nothing more will be seen
 * @returns what is wrong, in words; nothing while it is well
 */
export function judge(
  { old, new: fresh }: Observation,
  limits: Limits,
  isOver: boolean,
): string | undefined {
  const [oldRate, newRate] = [errorPercent(old), errorPercent(fresh)];
  const failures = fresh.failures + fresh.askedFailures;
  if (failures >= (isOver ? 1 : FEWEST_FAILURES) && newRate > oldRate + limits.errorPoints) {
    return `the new side failed ${failures} of ${requestsOf(fresh)} requests (${newRate.toFixed(1)} %), the old one ${oldRate.toFixed(1)} %`;
  }
  const isSlow = (ms: number, than: number) =>
    ms > Math.max(than * limits.slower, than + limits.slackMs);
  if (Math.min(old.askedMs.length, fresh.askedMs.length) >= FEWEST_ANSWERS) {
    for (const [name, share] of [
      ["median", 0.5],
      ["95th percentile", 0.95],
    ] as const) {
      const [before, now] = [quantile(old.askedMs, share), quantile(fresh.askedMs, share)];
      if (isSlow(now, before)) {
        return `the ${name} of the new side is ${now.toFixed(1)} ms, of the old one ${before.toFixed(1)} ms`;
      }
    }
  }
  const { trafficMs: before } = old;
  const { trafficMs: now } = fresh;
  const isEnough = fresh.requests >= FEWEST_REQUESTS;
  if (isEnough && before !== null && now !== null && isSlow(now, before)) {
    return `requests take ${now.toFixed(1)} ms on the new side, ${before.toFixed(1)} ms on the old one`;
  }
  return undefined;
}

/** One line about a side: `1,204 requests, 0 failed; asked 40 times: median 1.2 ms, 95 % within 2.0 ms`. */
export function describeSeen({ requests, failures, askedMs, askedFailures }: Seen): string {
  const asked = askedMs.length + askedFailures;
  const times =
    askedMs.length === 0
      ? ""
      : `, median ${quantile(askedMs, 0.5).toFixed(1)} ms, 95 % within ${quantile(askedMs, 0.95).toFixed(1)} ms`;
  return `${requests} requests, ${failures} failed; asked ${asked} times, ${askedFailures} failed${times}`;
}

/** What a side did between two looks at the proxy's counts. */
export function between(
  before: Traffic,
  after: Traffic,
  side: Side,
): Pick<Seen, "requests" | "failures" | "trafficMs"> {
  // After a reload of the proxy it counts from 0 again.
  const since = after[side].requests < before[side].requests ? 0 : 1;
  return {
    requests: after[side].requests - since * before[side].requests,
    failures: Math.max(0, after[side].failures - since * before[side].failures),
    trafficMs: after[side].meanMs,
  };
}

/** Nearest rank. @param values at least one */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, another) => one - another);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function requestsOf({ requests, failures, askedMs, askedFailures }: Seen): number {
  // What fails now may have been asked before the step.
  return Math.max(requests, failures) + askedMs.length + askedFailures;
}

function errorPercent(seen: Seen): number {
  const all = requestsOf(seen);
  return all === 0 ? 0 : (100 * (seen.failures + seen.askedFailures)) / all;
}
