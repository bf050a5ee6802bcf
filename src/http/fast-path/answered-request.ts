import { timingSafeEqual } from "node:crypto";
import type { PlainRequest } from "../response-cache/ready-answer.ts";

/** Requests of browsers and programs are shorter. The limit bounds the memory of a connection. */
const MAX_BYTES = 2048;

/**
 * A request that was answered from memory. A client that polls over one connection mostly sends the same bytes again;
 * they are then neither parsed nor their URL looked up nor their API key hashed a second time.
 */
export class AnsweredRequest {
  readonly request: PlainRequest;
  readonly #bytes: Buffer;

  constructor(request: PlainRequest, bytes: Buffer) {
    this.request = request;
    this.#bytes = bytes;
  }

  /**
   * The request, if these are its bytes. The comparison takes constant time, because the bytes may contain an API key.
   */
  ifRepeatedBy(bytes: Buffer): PlainRequest | undefined {
    const isSame = bytes.length === this.#bytes.length && timingSafeEqual(bytes, this.#bytes);
    return isSame ? this.request : undefined;
  }
}

/**
 * @returns nothing when the buffer that holds the bytes is too large to keep: a slice keeps its whole buffer in memory
 */
export function rememberRequest(request: PlainRequest, bytes: Buffer): AnsweredRequest | undefined {
  return bytes.buffer.byteLength <= MAX_BYTES ? new AnsweredRequest(request, bytes) : undefined;
}
