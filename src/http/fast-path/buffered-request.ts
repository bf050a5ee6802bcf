import type { PendingRequest } from "../overload/pending-request.ts";
import type { CachedHandler } from "../response-cache/cached-handler.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";
import type { Connection } from "./connection.ts";
import { readRequestHead } from "./request-head.ts";

/** What a request needs that is made on the fast path. */
export interface BufferedRequestParts {
  readonly cachedHandler: Pick<CachedHandler, "make">;
  readonly write: (answer: ReadyAnswer) => string;
}

/**
 * A request whose answer is to be made. In overload thousands wait, and the garbage collector copies what they keep
 * twice before it leaves it alone: with a head, a trace and promises for each that took a fifth of the time. So only the
 * bytes are kept, and they are read again when the request is begun or refused.
 */
export class BufferedRequest implements PendingRequest {
  readonly #connection: Connection;
  readonly #bytes: Buffer;
  readonly #parts: BufferedRequestParts;
  readonly #receivedMs = performance.now();

  constructor(connection: Connection, bytes: Buffer, parts: BufferedRequestParts) {
    this.#connection = connection;
    this.#bytes = bytes;
    this.#parts = parts;
  }

  /** @throws TypeError when the bytes are no request for the fast path; the connection checks them before it makes this */
  read(): PlainRequest {
    const head = readRequestHead(this.#bytes);
    if (head === undefined) throw new TypeError("the buffered bytes are no plain request");
    return this.#connection.requestOf(head);
  }

  begin(request: PlainRequest, release: () => void): void {
    const { cachedHandler, write } = this.#parts;
    const finish = (answer: ReadyAnswer | undefined) => {
      release();
      if (answer === undefined) this.#connection.handOver(this.#bytes);
      else this.#connection.answer(write(answer));
    };
    // The framework answers failures; it meets this one again.
    cachedHandler.make(request, this.#receivedMs).then(finish, () => finish(undefined));
  }

  refuse(refusal: ReadyAnswer): void {
    this.#connection.answer(this.#parts.write(refusal));
  }

  hasLeft(): boolean {
    return this.#connection.hasLeft;
  }
}
