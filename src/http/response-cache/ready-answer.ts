import type { IncomingMessage } from "node:http";
import type { KnownRequest } from "./known-request.ts";

/** The parts of a request that determine its answer and its log line. */
export type PlainRequest = Pick<IncomingMessage, "method" | "url" | "headers"> & {
  /** Absent when every header is known to occur once. */
  readonly rawHeaders?: readonly string[];
  /** 1.1 when absent. */
  readonly httpVersion?: string;
  /** node:http removes it from an aborted request. */
  readonly socket: {
    readonly remoteAddress?: string | undefined;
    readonly destroyed?: boolean;
  } | null;
  /** The result of the first look-up, when a connection repeats the same bytes. */
  found?: KnownRequest | undefined;
};

/** An answer that is ready to be sent. */
export interface ReadyAnswer {
  readonly status: number;
  /** Names and values in turn, the same list for many answers. */
  readonly constants: readonly string[];
  /** Further names and values. */
  readonly headers: readonly string[];
  /** One character per byte; nothing for an answer without a body. */
  readonly body: string | undefined;
  /** Whether the answer carries `connection: close`; false when absent. */
  readonly isLast?: boolean;
}
