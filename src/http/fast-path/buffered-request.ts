import type { PendingRequest } from "../overload/pending-request.ts";
import type { CachedHandler } from "../response-cache/cached-handler.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";
import type { Connection } from "./connection.ts";
import { readRequestHead } from "./request-head.ts";

/** Dependencies of a request whose answer the fast path makes. */
export interface BufferedRequestParts {
  readonly cachedHandler: Pick<CachedHandler, "make">;
  readonly write: (answer: ReadyAnswer) => string;
}

/**
 * A request whose answer is not in memory. In overload thousands of them wait, and the garbage collector copies whatever
 * they hold twice before promoting it to the old generation. A parsed head, a trace and promises per request took a
 * fifth of the time. A waiting request therefore holds only its bytes, and is parsed again when it is begun or refused.
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

  /** @throws TypeError when the bytes are no request for the fast path; the connection validates them beforehand */
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
    // The framework repeats a failed request and answers its error.
    cachedHandler.make(request, this.#receivedMs).then(finish, () => finish(undefined));
  }

  refuse(refusal: ReadyAnswer): void {
    this.#connection.answer(this.#parts.write(refusal));
  }

  hasLeft(): boolean {
    return this.#connection.hasLeft;
  }
}
