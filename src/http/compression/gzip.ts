import { promisify } from "node:util";
import { gzip as gzipWithCallback } from "node:zlib";

/** Smaller bodies fit into one or two packets with their headers, and shrink little. */
export const MIN_COMPRESSED_BYTES = 1024;

/** Compresses on the runtime's thread pool, not on the event loop. */
export const gzip: (bytes: Buffer) => Promise<Buffer> = promisify(gzipWithCallback);

/** The tag of the compressed form: the same answer in other bytes (RFC 9110, 8.8.1). */
export function weakTag(etag: string): string {
  return `W/${etag}`;
}
