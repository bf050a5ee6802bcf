import type { Principal } from "../domain/principal.ts";
import type { ErrorCode } from "../errors.ts";
import type { Locale } from "../messages/translate.ts";
import type { Standing } from "../services/limits/standing.ts";
import type { OpenTrace, Trace } from "../telemetry/trace.ts";
import { requestIdOf } from "./request-ids.ts";
import type { Recorder } from "./request-metrics.ts";
import type { PlainRequest } from "./response-cache/ready-answer.ts";

/** A problem document names no longer path. */
const MAX_PATH = 500;

/** A request from when it is opened until it is finished, whichever part answers it. */
export class RequestContext {
  readonly request: PlainRequest;
  /** The language that the request asks for; nothing when it does not care. */
  readonly askedFor: Locale | undefined;
  /** Language of the answer's texts. */
  locale: Locale;
  /** As `performance.now` has it. */
  readonly startedMs: number;
  /** Who asks, once that is known. */
  principal: Principal | undefined = undefined;
  /** How its caller stands, once the request was counted. */
  standing: Standing | undefined = undefined;
  readonly #usual: Locale;
  readonly #openTrace: OpenTrace;
  #trace: Trace | undefined = undefined;

  /** @param usual language of texts when the request does not care */
  constructor(
    request: PlainRequest,
    askedFor: Locale | undefined,
    usual: Locale,
    startedMs: number,
    openTrace: OpenTrace,
  ) {
    this.request = request;
    this.askedFor = askedFor;
    this.#usual = usual;
    this.locale = askedFor ?? usual;
    this.startedMs = startedMs;
    this.#openTrace = openTrace;
  }

  /** Has the answer speak the language of the person who asks, where the request does not care. */
  speak(language: Locale | undefined): void {
    this.locale = this.askedFor ?? language ?? this.#usual;
  }

  /** Drawn when it is first needed: many contexts are opened only to see that another part has to answer. */
  get trace(): Trace {
    this.#trace ??= this.#open();
    return this.#trace;
  }

  #open(): Trace {
    const { traceparent, tracestate, "x-request-id": id } = this.request.headers;
    return this.#openTrace(requestIdOf(id), { traceparent, tracestate }, this.startedMs);
  }

  /** The path asked for, without the query, which may be private. */
  get path(): string {
    const { url = "" } = this.request;
    const query = url.indexOf("?");
    return query < 0 ? url : url.slice(0, query);
  }

  /** The path as a problem document names it. */
  get instance(): string {
    return this.path.slice(0, MAX_PATH);
  }

  elapsedMs(): number {
    return performance.now() - this.startedMs;
  }
}

/** How a request ended. */
export interface Finished {
  /** The route's pattern; empty where none matched. */
  readonly endpoint: string;
  readonly status: number;
  /** Of the problem document, when it was one. */
  readonly code: ErrorCode | undefined;
  /** Logged at DEBUG unless it failed. */
  readonly isQuiet: boolean;
  /** Answered from memory: its line may be left out. */
  readonly isKept: boolean;
  /** Counts it; nothing does for a probe. */
  readonly record: Recorder | undefined;
}
