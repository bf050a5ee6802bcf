import type { Clock, Prompt, ProviderKind } from "../../../ports.ts";
import type { TemplateReason, TextRequest, WriteOptions, WrittenTexts } from "../text-request.ts";
import type { CallRecorder } from "./call-recorder.ts";
import type { ChainFailure } from "./chain-question.ts";
import { type CheckedTexts, type CheckText, checkTexts } from "./check-texts.ts";
import type { ModelChain } from "./model-chain.ts";
import { type ParsedTexts, parseTexts } from "./parse-texts.ts";
import {
  type BuiltPrompt,
  buildPrompt,
  type NotePolicy,
  repairPrompt,
  schemaOf,
} from "./prompt.ts";
import type { ProviderGate } from "./provider-gate.ts";
import { PROMPT_VERSION } from "./system-prompt.ts";
import { textsScanner } from "./texts-scanner.ts";

/** Time limits of one request. */
export interface WritingTime {
  /** The caller is answered by then, if necessary by a template. */
  readonly answerByMs: number;
  /** A call in progress may continue until then; its answer is for the next request. */
  readonly endByMs: number;
  /** Aborted when nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/** Texts with a model's part, or the reason why there are none. */
export type ModelTexts =
  | { readonly written: WrittenTexts }
  | { readonly templateReason: TemplateReason };

export type ModelWriter = (
  request: TextRequest,
  time: WritingTime,
  onText?: WriteOptions["onText"],
) => Promise<ModelTexts>;

export interface ModelWriterParts {
  readonly chain: ModelChain;
  readonly check: CheckText;
  readonly notePolicy: NotePolicy;
  readonly clock: Clock;
  readonly recorder: CallRecorder;
}

/** A repair request is made when a larger share of the texts is rejected. */
const MAX_REFUSED_SHARE = 0.5;
/** A repair request needs at least this share of the time. */
const REPAIR_NEEDS_SHARE = 1 / 3;

/** Lets a model word a request, and accepts the texts that pass the check, member by member. */
export function createModelWriter(parts: ModelWriterParts): ModelWriter {
  const { chain, clock, recorder } = parts;

  function ask(
    request: TextRequest,
    time: WritingTime,
    { promptFor, content }: AskedPrompt,
    onPiece?: (piece: string | undefined) => void,
  ) {
    const schema = schemaOf(request);
    return chain.ask<ParsedTexts>({
      ...time,
      ...{ userId: request.userId, capability: request.capability, schema, promptFor, content },
      read: (text) => parseTexts(text, schema),
      ...(onPiece === undefined ? {} : { onPiece }),
    });
  }

  function checked(request: TextRequest, texts: ParsedTexts): CheckedTexts {
    const result = checkTexts(request, texts, parts.check);
    for (const kinds of result.problems.values()) {
      for (const kind of kinds) recorder.violated(request.capability, kind);
    }
    return result;
  }

  /** Passes each text to the caller as soon as it is complete and checked. */
  function streaming(request: TextRequest, onText: NonNullable<WriteOptions["onText"]>) {
    const scanner = textsScanner();
    let hasGiven = false;
    return (piece: string | undefined) => {
      if (piece === undefined) {
        scanner.reset();
        if (hasGiven) onText(undefined);
        hasGiven = false;
        return;
      }
      for (const [key, text] of scanner.add(piece)) {
        const member = request.members.find((each) => each.key === key);
        if (member === undefined) continue;
        const isGood = parts.check(request, key, text.trim()).length === 0;
        if (!isGood) continue;
        hasGiven = true;
        onText({ member: key, text: text.trim() });
      }
    };
  }

  function isWorthRepair(
    { members }: TextRequest,
    { problems }: CheckedTexts,
    { answerByMs }: WritingTime,
    startedMs: number,
  ): boolean {
    const now = clock.now();
    return (
      problems.size > MAX_REFUSED_SHARE * members.length &&
      answerByMs - now >= REPAIR_NEEDS_SHARE * (answerByMs - startedMs)
    );
  }

  return async (request, time, onText) => {
    const startedMs = clock.now();
    const prompt = promptOnce((kind) => buildPrompt(request, kind, parts.notePolicy));
    const onPiece = onText === undefined ? undefined : streaming(request, onText);
    const first = await ask(request, time, prompt, onPiece);
    if ("failure" in first) return { templateReason: reasonFor(first.failure) };
    let best = { gate: first.gate, result: checked(request, first.value) };
    if (isWorthRepair(request, best.result, time, startedMs)) {
      const { problems } = best.result;
      const repair = (kind: ProviderKind) => repairPrompt(prompt.promptFor(kind), problems);
      const again = await ask(request, time, { ...prompt, promptFor: repair });
      if (!("failure" in again)) best = better(best, again.gate, checked(request, again.value));
    }
    const { gate, result } = best;
    gate.quality.judged(result.problems.size <= MAX_REFUSED_SHARE * request.members.length);
    if (result.source === "template") return { templateReason: "unusable_answer" };
    return {
      written: {
        ...{ texts: result.texts, source: result.source, model: gate.model.model },
        ...{ promptVersion: PROMPT_VERSION, generatedAtMs: clock.now() },
      },
    };
  };
}

interface AskedPrompt {
  readonly promptFor: (kind: ProviderKind) => Prompt;
  readonly content: BuiltPrompt["content"];
}

/** Builds the prompt once per kind of provider, for all attempts. */
function promptOnce(build: (kind: ProviderKind) => BuiltPrompt): AskedPrompt {
  const built = new Map<ProviderKind, BuiltPrompt>();
  const promptFor = (kind: ProviderKind) => {
    const known = built.get(kind) ?? build(kind);
    built.set(kind, known);
    return known;
  };
  return { promptFor: (kind) => promptFor(kind).prompt, content: promptFor("cloud").content };
}

interface Candidate {
  readonly gate: ProviderGate;
  readonly result: CheckedTexts;
}

function better(one: Candidate, gate: ProviderGate, result: CheckedTexts): Candidate {
  return result.problems.size < one.result.problems.size ? { gate, result } : one;
}

function reasonFor(failure: ChainFailure): TemplateReason {
  if (failure === "not_configured" || failure === "over_budget") return failure;
  if (failure === "timeout" || failure === "too_late") return "too_slow";
  const unusable: readonly ChainFailure[] = [
    ...(["invalid_answer", "cut_off", "filtered", "refused"] as const),
  ];
  return unusable.includes(failure) ? "unusable_answer" : "unavailable";
}
