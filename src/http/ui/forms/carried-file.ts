import { once } from "node:events";
import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { ServiceError } from "../../../errors.ts";

/** About 100,000 sessions as a compressed table. A larger file has to be chosen again. */
const MAX_CARRIED_BYTES = 6 * 2 ** 20;
/** The same in Base64: four characters for three bytes. */
export const MAX_CARRIED_CHARACTERS = MAX_CARRIED_BYTES * (4 / 3);
/** Tables shrink to a tenth or a twentieth. A higher ratio indicates a decompression bomb. */
const MAX_UNPACKED_BYTES = 64 * MAX_CARRIED_BYTES;
/** Enough for the header row of a table. */
const HEAD_BYTES = 65_536;

/**
 * A file that is read once, while its beginning and a compressed copy are kept. A form cannot send a file that was chosen
 * on an earlier page, so the page with the preview carries it, and nothing is stored before the confirmation.
 */
export interface CarriedFile {
  /** The file's bytes, which must be read to the end. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The beginning of the file. */
  head(): Uint8Array;
  /** The compressed copy in Base64; nothing when the file is too large to be carried. */
  packed(): Promise<string | undefined>;
}

export function carry(source: AsyncIterable<Uint8Array>): CarriedFile {
  // The reader may stop early; the rest is then read for the copy.
  const iterator = source[Symbol.asyncIterator]();
  const gzip = createGzip();
  const packed: Buffer[] = [];
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let packedBytes = 0;
  gzip.on("data", (chunk: Buffer) => {
    packedBytes += chunk.length;
    packed.push(chunk);
  });
  const isTooLarge = () => packedBytes > MAX_CARRIED_BYTES;

  async function next(): Promise<Uint8Array | undefined> {
    const { done, value } = await iterator.next();
    if (done === true) return undefined;
    if (headBytes < HEAD_BYTES) {
      head.push(value);
      headBytes += value.byteLength;
    }
    if (isTooLarge()) packed.length = 0;
    else if (!gzip.write(value)) await once(gzip, "drain");
    return value;
  }

  async function* through(): AsyncIterable<Uint8Array> {
    for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield chunk;
  }

  return {
    bytes: through(),
    head: () => Buffer.concat(head).subarray(0, HEAD_BYTES),
    async packed() {
      let chunk: Uint8Array | undefined;
      do chunk = isTooLarge() ? undefined : await next();
      while (chunk !== undefined);
      const ended = once(gzip, "end");
      gzip.end();
      await ended;
      return isTooLarge() ? undefined : Buffer.concat(packed).toString("base64");
    },
  };
}

/**
 * Decompresses the file that a page has carried.
 * @throws ServiceError payload_too_large or, for invalid data, bad_request, while it is read
 */
export async function* unpack(packed: string): AsyncIterable<Uint8Array> {
  const gunzip = Readable.from([Buffer.from(packed, "base64")]).pipe(createGunzip());
  let bytes = 0;
  try {
    for await (const chunk of gunzip) {
      if (!(chunk instanceof Uint8Array)) continue;
      bytes += chunk.byteLength;
      if (bytes > MAX_UNPACKED_BYTES) throw new ServiceError("payload_too_large");
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ServiceError ? error : new ServiceError("bad_request", { cause: error });
  }
}
