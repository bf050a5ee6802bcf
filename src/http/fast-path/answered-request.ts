import { timingSafeEqual } from "node:crypto";
import type { PlainRequest } from "../response-cache/ready-answer.ts";

/** What a browser or a program sends is shorter; a connection must not hold more. */
const MAX_BYTES = 2048;

/**
 * A request that was answered from memory. Who asks again over the same connection mostly sends the same bytes: they
 * need not be read, nor the address looked up, nor the key in them hashed again.
 */
export class AnsweredRequest {
  readonly request: PlainRequest;
  readonly #bytes: Buffer;

  constructor(request: PlainRequest, bytes: Buffer) {
    this.request = request;
    this.#bytes = bytes;
  }

  /** The request, if these are its bytes. How long it takes to see that does not tell how much of a key is right. */
  ifRepeatedBy(bytes: Buffer): PlainRequest | undefined {
    const isSame = bytes.length === this.#bytes.length && timingSafeEqual(bytes, this.#bytes);
    return isSame ? this.request : undefined;
  }
}

/** @returns nothing for a request that takes too much memory, also by what its bytes are a part of */
export function rememberRequest(request: PlainRequest, bytes: Buffer): AnsweredRequest | undefined {
  return bytes.buffer.byteLength <= MAX_BYTES ? new AnsweredRequest(request, bytes) : undefined;
}
