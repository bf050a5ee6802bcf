import { once } from "node:events";
import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { ServiceError } from "../../../errors.ts";

/** About 100,000 sessions as a table. A larger file is chosen once more instead. */
const MAX_CARRIED_BYTES = 6 * 2 ** 20;
/** As it is written in a page: four characters for three bytes. */
export const MAX_CARRIED_CHARACTERS = MAX_CARRIED_BYTES * (4 / 3);
/** What is packed so well is no history; tables shrink to a tenth or a twentieth. */
const MAX_UNPACKED_BYTES = 64 * MAX_CARRIED_BYTES;
/** Enough for the line that names a table's columns. */
const HEAD_BYTES = 65_536;

/**
 * A file on its way through, of which the beginning and a packed copy are kept. A form cannot send a file that was chosen
 * on an earlier page, so the page with the preview carries it, and nothing has to be stored until it is confirmed.
 */
export interface CarriedFile {
  /** To be read to its end. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What was at its beginning. */
  head(): Uint8Array;
  /** Nothing when the file is too large to be carried. */
  packed(): Promise<string | undefined>;
}

export function carry(source: AsyncIterable<Uint8Array>): CarriedFile {
  // The reader may stop early; the rest is read for the copy.
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
 * The file that a page has carried.
 * @throws ServiceError payload_too_large, or bad_request for what is none, while it is read
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
