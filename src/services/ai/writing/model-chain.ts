import { type Pause, ProviderError, type Randomness } from "../../../ports.ts";
import type { ChainFailure, ChainOutcome, ChainQuestion } from "./chain-question.ts";
import { createProviderCall, type ProviderCallParts } from "./provider-call.ts";
import type { ProviderGate } from "./provider-gate.ts";
import { MAX_ATTEMPTS, retryDelayMs } from "./retry.ts";

export interface ModelChain {
  /** In the order in which they are tried; empty when no provider is configured. */
  readonly gates: readonly ProviderGate[];
  /** Asks the providers in order. Never throws for a provider's failure. */
  ask<Value>(question: ChainQuestion<Value>): Promise<ChainOutcome<Value>>;
}

export interface ModelChainParts extends ProviderCallParts {
  readonly gates: readonly ProviderGate[];
  readonly pause: Pause;
  readonly random: Randomness;
}

/** While another provider remains, one may use at most this share of the remaining time. */
const SHARE_OF_TIME = 0.6;

export function createModelChain(parts: ModelChainParts): ModelChain {
  const { gates, clock, random } = parts;
  const call = createProviderCall(parts);

  /** Asks one provider until it answers or a retry is useless. */
  async function askOne<Value>(
    gate: ProviderGate,
    question: ChainQuestion<Value>,
    isLast: boolean,
  ): Promise<ChainOutcome<Value>> {
    let failure: ChainFailure | undefined;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const leftMs = question.answerByMs - clock.now();
      if (leftMs <= 0) return { failure: failure ?? "too_late" };
      if (!gate.allows()) return { failure: failure ?? "resting" };
      const error = await call(gate, question, isLast ? undefined : SHARE_OF_TIME * leftMs);
      if (!(error instanceof ProviderError)) return error;
      failure = error.failure;
      if (!(await paused(question, error, attempt))) break;
    }
    return { failure: failure ?? "too_late" };
  }

  /** Waits before a retry; returns false when there is none. */
  async function paused<Value>(
    { answerByMs, signal }: ChainQuestion<Value>,
    error: ProviderError,
    attempt: number,
  ): Promise<boolean> {
    const delayMs = retryDelayMs(error, attempt, random);
    if (delayMs === undefined || delayMs >= answerByMs - clock.now()) return false;
    await parts.pause(delayMs);
    return !signal.aborted;
  }

  return {
    gates,
    async ask(question) {
      let failure: ChainFailure = "not_configured";
      for (const [place, gate] of gates.entries()) {
        const outcome = await askOne(gate, question, place === gates.length - 1);
        if (!("failure" in outcome)) return outcome;
        failure = outcome.failure;
        if (failure === "aborted") break;
      }
      return { failure };
    },
  };
}
