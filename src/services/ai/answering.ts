import { validationError } from "../../errors.ts";
import type { Locale } from "../../messages/locale.ts";
import { mondayOf } from "../../models/weekly-insights/state.ts";
import type { Written, WrittenWithFallback } from "../../schemas/ai-common.ts";
import { startOfDay } from "../../time/local-day.ts";
import { viewOn } from "../answers/view-on.ts";
import { type BackgroundParts, backgroundReader } from "./background.ts";
import type { DraftingCapability } from "./drafting/define-capability.ts";
import type { FindNotes } from "./find-notes.ts";
import { Person } from "./person.ts";
import type { TextRequest, TextWriter, WriteOptions, WrittenTexts } from "./text-request.ts";
import { fallbackMembers, writtenMembers } from "./written-members.ts";

/** Options for streaming the texts of an answer. */
export interface AnswerOptions extends WriteOptions {
  /** Called when the request has been validated; no problem of the caller is thrown after it. */
  readonly onBegin?: () => void;
}

export interface AiCaller {
  readonly userId: string;
  readonly locale: Locale;
  readonly options?: AnswerOptions;
}

/** Answers questions of all capabilities about a person. */
export interface Answering {
  /**
   * @param from uses the data from the beginning of the day, or of the week
   * @throws ServiceError validation_failed for a date that is invalid or in the future
   */
  open(caller: AiCaller, date?: string, from?: "day" | "week"): Promise<Person>;
  /** Returns the answer alone, with its texts. */
  answer<Question, Body>(
    person: Person,
    capability: DraftingCapability<Question, Body>,
    question: Question,
    caller: AiCaller,
    bypassCache?: boolean,
  ): Promise<{ readonly body: Body; readonly written: WrittenTexts }>;
  /** Returns the answer with the members that state who wrote it. */
  answerWithSource<Question, Body extends object>(
    caller: AiCaller,
    capability: DraftingCapability<Question, Body>,
    question: Question,
    bypassCache?: boolean,
  ): Promise<Body & Written>;
  /** Returns the answer with the members of the former fallback answers. */
  answerWithFallback<Question, Body extends object>(
    caller: AiCaller,
    capability: DraftingCapability<Question, Body>,
    question: Question,
    person?: Person,
  ): Promise<Body & WrittenWithFallback>;
}

export interface AnsweringParts extends BackgroundParts {
  readonly writer: TextWriter;
  /** Absent when no note may be sent. */
  readonly findNotes?: FindNotes | undefined;
}

export function createAnswering(parts: AnsweringParts): Answering {
  const { profiles, writer, findNotes } = parts;
  const backgroundOf = backgroundReader(parts);

  async function open({ userId, locale }: AiCaller, date?: string, from: "day" | "week" = "day") {
    const { view, day } = await viewOn(profiles, userId, date, "date");
    if (day > view.asked.day) {
      throw validationError([{ field: "date", code: "too_far_ahead", params: { limit: 0 } }]);
    }
    const { weekStart, morning, ...background } = await backgroundOf(view);
    const began = from === "week" ? weekStart : morning;
    return new Person({ ...background, view, locale, morning: began });
  }

  async function answer<Question, Body>(
    person: Person,
    capability: DraftingCapability<Question, Body>,
    question: Question,
    caller: AiCaller,
    bypassCache = false,
  ) {
    const query = findNotes && (capability.noteQuery?.(person, question) ?? "");
    const { request, assemble } = capability.draft(person, question, {
      bypassCache,
      found: query ? ((await findNotes?.(caller.userId, query)) ?? []) : [],
      endsAtMs: endOf(person, capability.fixedFor),
    });
    caller.options?.onBegin?.();
    const written = await writer.write(request, caller.options);
    return { body: assemble((key) => written.texts[key] ?? "", written), written };
  }

  function endOf(person: Person, fixedFor: TextRequest["lifetime"]["fixedFor"]): number {
    const last = fixedFor === "week" ? mondayOf(person.day) + 7 : person.day + 1;
    return startOfDay(last, person.view.cut);
  }

  async function answerWithSource<Question, Body extends object>(
    caller: AiCaller,
    capability: DraftingCapability<Question, Body>,
    question: Question,
    bypassCache = false,
  ) {
    const person = await open(caller);
    const { body, written } = await answer(person, capability, question, caller, bypassCache);
    return { ...body, ...writtenMembers(person, written) };
  }

  async function answerWithFallback<Question, Body extends object>(
    caller: AiCaller,
    capability: DraftingCapability<Question, Body>,
    question: Question,
    person?: Person,
  ) {
    const asked = person ?? (await open(caller));
    const { body, written } = await answer(asked, capability, question, caller);
    return { ...body, ...fallbackMembers(asked, written) };
  }

  return { open, answer, answerWithSource, answerWithFallback };
}
