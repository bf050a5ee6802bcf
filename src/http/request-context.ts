import type { Principal } from "../domain/principal.ts";
import type { ErrorCode } from "../errors.ts";
import type { Locale } from "../messages/translate.ts";
import type { Standing } from "../services/limits/standing.ts";
import type { OpenTrace, Trace } from "../telemetry/trace.ts";
import { requestIdOf } from "./request-ids.ts";
import type { Recorder } from "./request-metrics.ts";
import type { PlainRequest } from "./response-cache/ready-answer.ts";

/** Characters of the path in a problem document. */
const MAX_PATH = 500;

/** The state of a request from its opening to its end, whichever layer answers it. */
export class RequestContext {
  readonly request: PlainRequest;
  /** The language that the request prefers; nothing when it has no preference. */
  readonly askedFor: Locale | undefined;
  /** Language of the answer's texts. */
  locale: Locale;
  /** Start on the clock of `performance.now`. */
  readonly startedMs: number;
  /** The authenticated caller; nothing before authentication. */
  principal: Principal | undefined = undefined;
  /** The caller's rate-limit standing; nothing before the request is counted. */
  standing: Standing | undefined = undefined;
  readonly #usual: Locale;
  readonly #openTrace: OpenTrace;
  #trace: Trace | undefined = undefined;

  /** @param usual language of the texts when the request has no preference */
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

  /** Sets the language to the person's own, when the request has no preference. */
  setLanguage(language: Locale | undefined): void {
    this.locale = this.askedFor ?? language ?? this.#usual;
  }

  /** Created on first use: many contexts are opened only to find that another layer has to answer. */
  get trace(): Trace {
    this.#trace ??= this.#open();
    return this.#trace;
  }

  #open(): Trace {
    const { traceparent, tracestate, "x-request-id": id } = this.request.headers;
    return this.#openTrace(requestIdOf(id), { traceparent, tracestate }, this.startedMs);
  }

  /** The path without the query, which may be private. */
  get path(): string {
    const { url = "" } = this.request;
    const query = url.indexOf("?");
    return query < 0 ? url : url.slice(0, query);
  }

  /** The path in a problem document, truncated. */
  get instance(): string {
    return this.path.slice(0, MAX_PATH);
  }

  elapsedMs(): number {
    return performance.now() - this.startedMs;
  }
}

/** The outcome of a request. */
export interface Finished {
  /** The route's pattern; empty when no route matched. */
  readonly endpoint: string;
  readonly status: number;
  /** The code of the problem document, if the answer is one. */
  readonly code: ErrorCode | undefined;
  /** Whether the request is logged at DEBUG unless it failed. */
  readonly isQuiet: boolean;
  /** Whether the answer came from memory, so that log sampling may omit its line. */
  readonly isKept: boolean;
  /** Records the request's metrics; absent for probes. */
  readonly record: Recorder | undefined;
}
