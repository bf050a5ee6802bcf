import type { RequestListener } from "node:http";
import type { AnswerCache } from "../../cache/answer-cache.ts";
import type { Served } from "../../cache/served.ts";
import type { Standing } from "../../services/limits/standing.ts";
import { runWithTrace } from "../../telemetry/trace.ts";
import { createLimitRefusal } from "../rate-limits/limit-refusal.ts";
import type { RequestLimits } from "../rate-limits/request-limits.ts";
import { createWriteBatch, sendAnswer } from "../write-batch.ts";
import { wantsAfresh } from "./cache-headers.ts";
import { createKeptAnswers, type KeptAnswerParts } from "./kept-answer.ts";
import {
  createKeptRequestReader,
  type KeptRequest,
  type KeptRequestParts,
} from "./kept-request.ts";
import type { PlainRequest, ReadyAnswer } from "./ready-answer.ts";

export interface CachedHandlerParts extends KeptRequestParts, KeptAnswerParts {
  readonly answers: AnswerCache;
  readonly limits: RequestLimits;
}

export interface CachedHandler {
  /** Finds the answer in memory, or a refusal by the rate limit. It is already logged and counted, so it must be sent. */
  find(request: PlainRequest): ReadyAnswer | undefined;
  /** Whether the handler can make the answer. */
  canMake(request: PlainRequest): boolean;
  /**
   * Makes the answer. It is already logged and counted, so it must be sent. Nothing when the framework has to answer.
   *
   * @param receivedMs when the request was received, as `performance.now` has it
   */
  make(request: PlainRequest, receivedMs: number): Promise<ReadyAnswer | undefined>;
  /** Answers the requests that it can, and passes the others to the framework. */
  before(framework: RequestListener): RequestListener;
}

/**
 * Answers repeated requests before they reach the framework, with the same bytes, headers, log line and metrics at a
 * fraction of the cost. The framework answers all others: a new URL, a credential that is not verified yet, a failure,
 * a draining server. `tests/e2e/cached-handler.test.ts` compares the two, route by route.
 */
export function createCachedHandler(parts: CachedHandlerParts): CachedHandler {
  const { answers, pipeline, limits } = parts;
  const { isKnown, open } = createKeptRequestReader(parts);
  const kept = createKeptAnswers(parts);
  const settle = createSettlement(parts);
  const batch = createWriteBatch(sendAnswer);

  /** Answers from memory and counts the request; nothing when the answer or the rate limit has to be awaited. */
  function answerAtOnce(asked: KeptRequest): ReadyAnswer | undefined {
    const { context, question, languageSet } = asked;
    if (languageSet !== undefined || wantsAfresh(context.request.headers)) return undefined;
    const answer = answers.findFresh(question);
    if (answer === undefined || !kept.isReady(asked, answer)) return undefined;
    const standing = limits.decide(asked);
    if (standing === undefined) return undefined;
    pipeline.received(context);
    return settle(asked, standing) ?? kept.finish(asked, { answer, from: "local" });
  }

  /** @returns nothing when the framework has to answer after all */
  async function countAndMake(asked: KeptRequest): Promise<ReadyAnswer | undefined> {
    pipeline.received(asked.context);
    const refusal = settle(asked, limits.decide(asked) ?? (await limits.ask(asked)));
    if (refusal !== undefined) return refusal;
    const made = await make(answers, asked);
    if (made !== undefined) {
      if (!kept.isReady(asked, made.answer)) await kept.prepare(made.answer);
      return kept.finish(asked, made);
    }
    limits.giveBack(asked);
    asked.context.standing = undefined;
    return undefined;
  }

  return {
    find(request) {
      const asked = open(request);
      return asked && answerAtOnce(asked);
    },
    canMake: isKnown,
    async make(request, receivedMs) {
      const asked = open(request, receivedMs);
      return asked && countAndMake(asked);
    },
    before: (framework) => (request, response) => {
      const asked = open(request);
      if (asked === undefined) {
        framework(request, response);
        return;
      }
      const ready = answerAtOnce(asked);
      if (ready !== undefined) {
        batch.add({ response, answer: ready });
        return;
      }
      countAndMake(asked).then((made) => {
        if (made !== undefined) {
          batch.add({ response, answer: made });
          return;
        }
        // The framework repeats a failed request and answers its error.
        pipeline.handOver(asked.context);
        framework(request, response);
      });
    },
  };
}

/** Loads the answer through the cache; nothing when that fails. */
async function make(
  answers: AnswerCache,
  { context, known, question: asked, languageSet }: KeptRequest,
): Promise<Served | undefined> {
  await languageSet;
  const question = { ...asked, locale: context.locale };
  const load = known.make(question.userId, question.locale);
  return runWithTrace({ ...context.trace, userId: question.userId }, () =>
    wantsAfresh(context.request.headers)
      ? answers.obtainAfresh(question, load)
      : answers.obtain(question, load),
  ).catch(() => undefined);
}

/** @returns stores the caller's rate-limit standing in the context, and makes the refusal when the limit is exceeded */
function createSettlement({ pipeline, isClosed }: CachedHandlerParts) {
  const refuse = createLimitRefusal(pipeline);
  return (
    { context, known }: KeptRequest,
    standing: Standing | "unlimited",
  ): ReadyAnswer | undefined => {
    if (standing === "unlimited") return undefined;
    context.standing = standing;
    if (standing.isAllowed) return undefined;
    const refusal = refuse(context, standing);
    pipeline.finish(context, {
      endpoint: known.route.url,
      status: refusal.status,
      code: "rate_limited",
      isQuiet: false,
      isKept: true,
      record: known.record,
    });
    return { ...refusal, isLast: isClosed() };
  };
}
