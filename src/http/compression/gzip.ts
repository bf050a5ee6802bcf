import { promisify } from "node:util";
import { gzip as gzipWithCallback } from "node:zlib";

/** Smaller bodies fit into a packet or two with their headers, and shrink little. */
export const MIN_COMPRESSED_BYTES = 1024;

/** Away from the event loop, on the runtime's threads. */
export const gzip: (bytes: Buffer) => Promise<Buffer> = promisify(gzipWithCallback);

/** A tag for the compressed form: the same answer, other bytes (RFC 9110, 8.8.1). */
export function weakTag(etag: string): string {
  return `W/${etag}`;
}
