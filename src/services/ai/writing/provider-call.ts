import {
  type Alarm,
  type Clock,
  type Prompt,
  ProviderError,
  type WrittenText,
} from "../../../ports.ts";
import { alarmSignal } from "./alarm-signal.ts";
import type { CallLedger } from "./call-ledger.ts";
import type { ChainOutcome, ChainQuestion } from "./chain-question.ts";
import type { ProviderGate } from "./provider-gate.ts";

export interface ProviderCallParts {
  readonly ledger: CallLedger;
  readonly clock: Clock;
  readonly after: Alarm;
}

/** Asks one provider once, when its limiter admits the call. */
export type ProviderCall = <Value>(
  gate: ProviderGate,
  question: ChainQuestion<Value>,
  /** ms; when absent, until the question's end */
  limitMs: number | undefined,
) => Promise<ChainOutcome<Value> | ProviderError>;

/** @returns a function that returns the error when a retry may help */
export function createProviderCall(parts: ProviderCallParts): ProviderCall {
  const { ledger, clock } = parts;

  async function attempt<Value>(
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

  return attempt;
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
