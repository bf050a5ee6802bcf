import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { unreadableFile } from "../unreadable-file.ts";

const MEGABYTE = 1_048_576;
/** Maximum size of an archive, which is kept in memory. Its contents never are as a whole. */
const MAX_BYTES = 64 * MEGABYTE;
/** Maximum number of files in an archive. */
const MAX_MEMBERS = 1000;
/** Maximum decompressed size of all members together. */
const MAX_UNPACKED_BYTES = 1024 * MEGABYTE;
/** Maximum compression ratio: text exports shrink to a tenth, rarely to a fiftieth; a zip bomb to a thousandth. */
const MAX_RATIO = 200;
/** Below this size the ratio is not checked. */
const RATIO_FROM_BYTES = MEGABYTE;

/** A member's bytes do not match its entry in the archive. */
export class DamagedMemberError extends Error {}

/** A ZIP archive whose directory has been checked. */
export class ZipArchive {
  /** Members without folders and without the metadata files that macOS adds. */
  readonly members: readonly Entry[];
  readonly #file: ZipFile;

  private constructor(file: ZipFile, entries: readonly Entry[]) {
    this.#file = file;
    this.members = entries.filter(({ fileName }) => !/\/$|^__MACOSX\//.test(fileName));
  }

  /** Larger archives are rejected, MiB. */
  static readonly maxMegabytes = MAX_BYTES / MEGABYTE;
  static readonly maxBytes = MAX_BYTES;

  /** @throws ServiceError `import_unreadable` for an invalid archive, or one that would decompress to too much */
  static async open(bytes: Buffer): Promise<ZipArchive> {
    const { file, entries } = await listOf(bytes);
    let total = 0;
    for (const { fileName, uncompressedSize, compressedSize } of entries) {
      total += uncompressedSize;
      const isBomb =
        uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
      if (isBomb) throw unreadableFile("zip_ratio", { member: fileName, limit: MAX_RATIO });
    }
    if (total > MAX_UNPACKED_BYTES) {
      throw unreadableFile("zip_unpacked", { megabytes: MAX_UNPACKED_BYTES / MEGABYTE });
    }
    return new ZipArchive(file, entries);
  }

  /** @throws DamagedMemberError */
  async verify(member: Entry): Promise<void> {
    for await (const _ of this.read(member));
  }

  /**
   * The bytes of a member, never more than its entry declares.
   * @throws DamagedMemberError
   */
  async *read(member: Entry): AsyncIterable<Buffer> {
    let sum = 0;
    try {
      const stream = await this.#file.openReadStreamPromise(member);
      for await (const chunk of stream) {
        const bytes = Buffer.from(chunk);
        sum = crc32(bytes, sum);
        yield bytes;
      }
    } catch (error) {
      throw new DamagedMemberError(member.fileName, { cause: error });
    }
    if (sum !== member.crc32) throw new DamagedMemberError(member.fileName);
  }
}

async function listOf(
  bytes: Buffer,
): Promise<{ readonly file: ZipFile; readonly entries: readonly Entry[] }> {
  const entries: Entry[] = [];
  try {
    const file = await fromBufferPromise(bytes);
    for await (const entry of file.eachEntry()) {
      entries.push(entry);
      if (entries.length > MAX_MEMBERS) break;
    }
    if (entries.length <= MAX_MEMBERS) return { file, entries };
  } catch {
    throw unreadableFile("damaged_zip");
  }
  throw unreadableFile("zip_members", { limit: MAX_MEMBERS });
}
