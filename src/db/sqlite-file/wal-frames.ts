import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

/** The committed part of a write-ahead log. */
export interface WalFrames {
  readonly pageSize: number;
  /** The contents of each page after committed transactions, by page number, oldest first. */
  readonly pages: ReadonlyMap<number, readonly Buffer[]>;
  /** Whether the log may contain more frames than were read. */
  readonly isCut: boolean;
}

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The magic number; its last bit is the byte order of the checksums. */
const MAGIC = 0x377f0682;
/** Frames that are read: the beginning of a longer log suffices to identify its database. */
const MAX_FRAMES = 20_000;

/**
 * Reads the frames that SQLite would replay. It does not use SQLite, because opening the database replays the log.
 *
 * @returns undefined without a log, or without frames that SQLite would read
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

/** Frames of an earlier use of the log have other salts. Frames after the last commit were never acknowledged. */
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
