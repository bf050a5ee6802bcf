import { closeSync, openSync, readSync, statSync } from "node:fs";

/** The header of a database file. */
export interface FileHeader {
  readonly bytes: number;
  /** False for a text, an image, an encrypted database, a file whose first page is overwritten. */
  readonly isSqlite: boolean;
  /** 512–65,536; meaningless when `isSqlite` is false. */
  readonly pageSize: number;
  /** The number of pages by the header; 0 when a version before SQLite 3.7 wrote it. */
  readonly pageCount: number;
}

const HEADER_BYTES = 100;
const MAGIC = "SQLite format 3\0";

/**
 * Reads the header without SQLite, so that no file is created and no log replayed.
 * @returns undefined when the file does not exist
 * @see https://www.sqlite.org/fileformat2.html#the_database_header
 */
export function readFileHeader(path: string): FileHeader | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const header = readBytes(path, HEADER_BYTES, 0);
  const isSqlite = header.toString("latin1", 0, MAGIC.length) === MAGIC;
  const rawPageSize = header.readUInt16BE(16);
  return {
    bytes: stats.size,
    isSqlite,
    pageSize: rawPageSize === 1 ? 65_536 : rawPageSize,
    // The count is valid only if the file's last writer has written it.
    pageCount: header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) : 0,
  };
}

/** The content of a page, with zeros beyond the end of the file. Pages are counted from 1. */
export function readPage(path: string, pageSize: number, page: number): Buffer {
  return readBytes(path, pageSize, (page - 1) * pageSize);
}

/** Reads `length` bytes, with zeros beyond the end of the file. */
function readBytes(path: string, length: number, at: number): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, at);
    return bytes;
  } finally {
    closeSync(file);
  }
}
