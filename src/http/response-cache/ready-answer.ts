import type { IncomingMessage } from "node:http";
import type { KnownRequest } from "./known-request.ts";

/** What of a request decides about its answer, and about its line in the log. */
export type PlainRequest = Pick<IncomingMessage, "method" | "url" | "headers"> & {
  /** Absent where every header is known to be given once. */
  readonly rawHeaders?: readonly string[];
  /** 1.1 when absent. */
  readonly httpVersion?: string;
  /** node:http takes it away from a request that was broken off. */
  readonly socket: {
    readonly remoteAddress?: string | undefined;
    readonly destroyed?: boolean;
  } | null;
  /** What was found out the first time, where a connection sends the same bytes again and again. */
  found?: KnownRequest | undefined;
};

/** An answer that has only to be sent. */
export interface ReadyAnswer {
  readonly status: number;
  /** Names and values in turn, the same list for many answers. */
  readonly constants: readonly string[];
  /** Further names and values. */
  readonly headers: readonly string[];
  /** One character per byte; nothing for an answer without a body. */
  readonly body: string | undefined;
  /** The client is told to leave; it may stay when absent. */
  readonly isLast?: boolean;
}
