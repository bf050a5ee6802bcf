import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

/** A write-ahead log, as far as it is committed. */
export interface WalFrames {
  readonly pageSize: number;
  /** By number, each content that a committed transaction gave the page, oldest first; none when nothing is committed. */
  readonly pages: ReadonlyMap<number, readonly Buffer[]>;
  /** Whether there may be more than was read. */
  readonly isCut: boolean;
}

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** Its last bit says in which byte order the checksums are. */
const MAGIC = 0x377f0682;
/** Of a longer log the beginning is enough to tell whose it is. */
const MAX_FRAMES = 20_000;

/**
 * Reads what SQLite would replay, without SQLite: opening the database is what replays it.
 *
 * @returns undefined when there is no log, or nothing in it that SQLite would look at
 * @see https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function readWal(path: string): WalFrames | undefined {
  if (!existsSync(path)) return undefined;
  const file = openSync(path, "r");
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return undefined;
    if (header.readUInt32BE(0) >>> 1 !== MAGIC >>> 1) return undefined;
    const pageSize = header.readUInt32BE(8);
    if (pageSize < 512 || pageSize > 65_536) return undefined;
    const pages = readFrames(file, pageSize, header.subarray(16, 24));
    const bytesRead = MAX_FRAMES * (FRAME_HEADER_BYTES + pageSize);
    return { pageSize, pages, isCut: fstatSync(file).size > bytesRead };
  } finally {
    closeSync(file);
  }
}

/** Frames of an earlier run through the log have other salts, and what follows the last commit was never acknowledged. */
function readFrames(file: number, pageSize: number, salts: Buffer): Map<number, Buffer[]> {
  const committed = new Map<number, Buffer[]>();
  const uncommitted = new Map<number, Buffer>();
  const frameBytes = FRAME_HEADER_BYTES + pageSize;
  for (let index = 0; index < MAX_FRAMES; index++) {
    const frame = Buffer.alloc(frameBytes);
    const at = HEADER_BYTES + index * frameBytes;
    if (readSync(file, frame, 0, frameBytes, at) < frameBytes) break;
    if (!frame.subarray(8, 16).equals(salts)) break;
    uncommitted.set(frame.readUInt32BE(0), frame.subarray(FRAME_HEADER_BYTES));
    const isCommit = frame.readUInt32BE(4) !== 0;
    if (!isCommit) continue;
    for (const [page, content] of uncommitted) {
      committed.set(page, [...(committed.get(page) ?? []), content]);
    }
    uncommitted.clear();
  }
  return committed;
}
