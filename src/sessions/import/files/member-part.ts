import type { Entry } from "yauzl";
import { type FieldProblem, ServiceError } from "../../../errors.ts";
import type { CsvContext } from "../csv-row.ts";
import type { ImportRow } from "../import-row.ts";
import type { TextFormat } from "../requested-format.ts";
import type { FileFacts } from "../row-reader.ts";
import { unreadableFile } from "../unreadable-file.ts";
import { KIND_BYTES, kindOf } from "./file-kind.ts";
import type { FilePart } from "./opened-file.ts";
import { peek } from "./peek.ts";
import { sqlitePart } from "./sqlite-part.ts";
import { textPart } from "./text-part.ts";
import { DamagedMemberError, type ZipArchive } from "./zip-archive.ts";

/** Number of leading bytes of a text that are inspected to recognise its format. */
const EXAMINED_BYTES = 131_072;

/** Placeholder until the member has been inspected. */
const UNKNOWN: FileFacts = { format: "csv", source: "own", lineCount: 0, ignoredColumns: [] };

/**
 * A member of an archive. It is decompressed once to be inspected and again to be read, so that at most one is in
 * memory.
 */
export class MemberPart implements FilePart {
  readonly member: string;
  readonly #archive: ZipArchive;
  readonly #entry: Entry;
  readonly #format: TextFormat;
  readonly #context: CsvContext;
  #facts: FileFacts = UNKNOWN;

  constructor(archive: ZipArchive, entry: Entry, format: TextFormat, context: CsvContext) {
    this.member = entry.fileName;
    this.#archive = archive;
    this.#entry = entry;
    this.#format = format;
    this.#context = context;
  }

  get facts(): FileFacts {
    return this.#facts;
  }

  /**
   * Recognises the member's format.
   * @returns the reason why it is not read, if any
   * @throws ServiceError `import_unreadable` for an archive within the archive
   */
  async inspect(): Promise<FieldProblem | undefined> {
    try {
      const part = await this.#open(EXAMINED_BYTES);
      let hasGood = false;
      for await (const rows of part.rows()) {
        for (const { input } of rows) hasGood ||= input.ok;
        if (hasGood) break;
      }
      this.#facts = part.facts;
      // Without a valid row it is not ours, although any object on a line looks like our NDJSON.
      if (part.facts.format === "ndjson" && !hasGood) return UNKNOWN_MEMBER;
      // Verified before any row is stored, because damaged data can look like rows.
      await this.#archive.verify(this.#entry);
      return undefined;
    } catch (error) {
      if (error instanceof DamagedMemberError) return { field: "file", code: "member_damaged" };
      if (!(error instanceof ServiceError)) throw error;
      const [problem = UNKNOWN_MEMBER] = error.fields;
      if (problem.code === "zip_nested") throw error;
      // Faults in the header of a member that is not importable are not reported.
      return problem.field === "file" && problem.code !== "unknown_json" ? problem : UNKNOWN_MEMBER;
    }
  }

  async *rows(): AsyncIterable<Iterable<ImportRow>> {
    const part = await this.#open(Number.POSITIVE_INFINITY);
    this.#facts = part.facts;
    yield* part.rows();
  }

  async #open(examined: number): Promise<FilePart> {
    const { head, whole } = await peek(this.#archive.read(this.#entry), KIND_BYTES);
    switch (kindOf(head)) {
      case "zip":
        throw unreadableFile("zip_nested", { member: this.member });
      case "sqlite":
        return sqlitePart(whole, this.#format, this.#context);
      case "text":
        return textPart(beginningOf(whole, examined), this.#format, this.#context);
    }
  }
}

const UNKNOWN_MEMBER: FieldProblem = { field: "file", code: "member_unknown" };

async function* beginningOf(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncIterable<Uint8Array> {
  let left = bytes;
  for await (const chunk of source) {
    yield chunk.subarray(0, left);
    left -= chunk.byteLength;
    if (left <= 0) return;
  }
}
