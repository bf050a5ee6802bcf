import {
  type Alarm,
  type Clock,
  type Pause,
  type Prompt,
  ProviderError,
  type ProviderFailure,
  type ProviderKind,
  type Randomness,
  type TextSchema,
  type WrittenText,
} from "../../../ports.ts";
import { alarmSignal } from "./alarm-signal.ts";
import type { CallLedger, PlannedCall } from "./call-ledger.ts";
import type { ProviderGate } from "./provider-gate.ts";
import { MAX_ATTEMPTS, retryDelayMs } from "./retry.ts";

/** One question to whichever model answers it first. */
export interface ChainQuestion<Value> extends Pick<PlannedCall, "userId" | "capability"> {
  /** Sized for the kind of provider. */
  readonly promptFor: (kind: ProviderKind) => Prompt;
  readonly content: PlannedCall["content"];
  readonly schema: TextSchema;
  /** Makes a value of what the model wrote. @throws ProviderError when there is none in it */
  readonly read: (text: string) => Value;
  /** No attempt begins later, and a provider that has not answered by then counts as slow. */
  readonly answerByMs: number;
  /** The last attempt may run until here: what it brings is for the next time. */
  readonly endByMs: number;
  /** Ends everything: nobody waits any more. */
  readonly signal: AbortSignal;
  /** Takes the text as it comes; `undefined` when an attempt failed after some of it. */
  readonly onPiece?: (piece: string | undefined) => void;
}

export type ChainFailure =
  | ProviderFailure
  | "not_configured"
  | "over_budget"
  | "resting"
  | "too_late";

export type ChainOutcome<Value> =
  | { readonly gate: ProviderGate; readonly value: Value }
  | { readonly failure: ChainFailure };

export interface ModelChain {
  /** In the order in which they are asked; empty when no provider is configured. */
  readonly gates: readonly ProviderGate[];
  /** Asks one provider after the other. Never throws for what a provider did. */
  ask<Value>(question: ChainQuestion<Value>): Promise<ChainOutcome<Value>>;
}

export interface ModelChainParts {
  readonly gates: readonly ProviderGate[];
  readonly ledger: CallLedger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly after: Alarm;
  readonly random: Randomness;
}

/** While another provider remains, one takes at most this share of the time that is left. */
const SHARE_OF_TIME = 0.6;

export function modelChain(parts: ModelChainParts): ModelChain {
  const { gates, ledger, clock, random } = parts;

  /** Asks one provider until it answers, or trying again is of no use. */
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
      const error = await attempted(gate, question, isLast ? undefined : SHARE_OF_TIME * leftMs);
      if (!(error instanceof ProviderError)) return error;
      failure = error.failure;
      if (!(await paused(question, error, attempt))) break;
    }
    return { failure: failure ?? "too_late" };
  }

  /** Waits before another attempt; false when there is to be none. */
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

  /** @returns the error when trying again may help */
  async function attempted<Value>(
    gate: ProviderGate,
    question: ChainQuestion<Value>,
    limitMs: number | undefined,
  ): Promise<ChainOutcome<Value> | ProviderError> {
    const endMs = limitMs ?? question.endByMs - clock.now();
    const timeout = alarmSignal(parts.after, endMs);
    const signal = AbortSignal.any([question.signal, timeout.signal]);
    let leave: (() => void) | undefined;
    try {
      leave = await gate.limiter.enter(signal);
      return await call(gate, question, signal);
    } catch (error) {
      if (error instanceof ProviderError) return error;
      if (signal.aborted) return new ProviderError(timeout.signal.aborted ? "timeout" : "aborted");
      throw error;
    } finally {
      leave?.();
      timeout.cancel();
    }
  }

  async function call<Value>(
    gate: ProviderGate,
    question: ChainQuestion<Value>,
    signal: AbortSignal,
  ): Promise<ChainOutcome<Value>> {
    const { model } = gate;
    const prompt = question.promptFor(model.provider);
    const { userId, capability, content } = question;
    const entry = await ledger.begin({ model, userId, capability, prompt, content });
    if (entry === undefined) return { failure: "over_budget" };
    let isSlow = false;
    const stopWatching = parts.after(question.answerByMs - clock.now(), () => {
      isSlow = true;
      gate.failed({ failure: "timeout", retryAfterMs: undefined });
    });
    let written: WrittenText | undefined;
    try {
      written = await write(gate, question, prompt, signal);
      const value = question.read(written.text);
      gate.succeeded();
      await entry.end({ usage: written.usage });
      return { gate, value };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      question.onPiece?.(undefined);
      if (!isSlow) gate.failed(error);
      if (error.failure === "invalid_answer") gate.quality.judged(false);
      await entry.end({ failure: error.failure, usage: written?.usage });
      throw error;
    } finally {
      stopWatching();
    }
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

async function write<Value>(
  { model }: ProviderGate,
  { schema, onPiece }: ChainQuestion<Value>,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<WrittenText> {
  if (onPiece === undefined) return model.write(prompt, schema, signal);
  let text = "";
  for await (const part of model.stream(prompt, schema, signal)) {
    if (part.type === "end") return { text, ...(part.usage && { usage: part.usage }) };
    text += part.text;
    onPiece(part.text);
  }
  throw new ProviderError("cut_off");
}
