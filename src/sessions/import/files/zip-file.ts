import type { Entry } from "yauzl";
import { type FieldProblem, ServiceError } from "../../../errors.ts";
import type { CsvContext } from "../csv-row.ts";
import type { RequestedFormat } from "../requested-format.ts";
import type { FileFacts } from "../row-reader.ts";
import { unreadableFile } from "../unreadable-file.ts";
import { MemberPart } from "./member-part.ts";
import type { OpenedFile, SkippedMember } from "./opened-file.ts";
import { collect } from "./peek.ts";
import { refuseSpreadsheet } from "./spreadsheet.ts";
import { ZipArchive } from "./zip-archive.ts";
import { namesIn } from "./zip-names.ts";

/** Of what is not read, so many members are named. */
const NAMED = 5;

/**
 * A ZIP archive, whose members are recognised one by one before any is read. What is none of the known formats is skipped
 * and said to be.
 * @throws ServiceError `import_unreadable` when no member is known, and for an archive within the archive
 */
export async function openZip(
  source: AsyncIterable<Uint8Array>,
  requested: RequestedFormat,
  context: CsvContext,
): Promise<OpenedFile> {
  const archive = await ZipArchive.open(
    await collect(source, ZipArchive.maxBytes, () =>
      unreadableFile("file_bytes", { megabytes: ZipArchive.maxMegabytes }),
    ),
  );
  refuseSpreadsheet(archive.members.map(({ fileName }) => fileName));
  const parts: MemberPart[] = [];
  const skipped: SkippedMember[] = [];
  // What the members must be is said by the format of one of them alone.
  const format = requested === "zip" ? "auto" : requested;
  const { names, members } = await namesIn(archive);
  for (const entry of archive.members) {
    const problem = lockedBy(entry);
    if (problem !== undefined) {
      skipped.push({ member: entry.fileName, problem });
      continue;
    }
    const part = new MemberPart(archive, entry, format, { ...context, names });
    const fault = await part.inspect();
    if (fault === undefined) parts.push(part);
    else if (!members.has(entry.fileName)) skipped.push({ member: entry.fileName, problem: fault });
  }
  if (parts.length === 0) throw nothingKnown(skipped);
  return { facts: new ZipFacts(parts), parts, skipped };
}

/** Why a member's bytes cannot be had. */
function lockedBy(entry: Entry): FieldProblem | undefined {
  if (entry.isEncrypted()) return { field: "file", code: "member_encrypted" };
  if (!entry.canDecodeFileData()) return { field: "file", code: "member_compression" };
  return undefined;
}

function nothingKnown(skipped: readonly SkippedMember[]): ServiceError {
  const names = skipped.slice(0, NAMED).map(({ member }) => member);
  const members = `${names.join(", ")}${skipped.length > NAMED ? ", …" : ""}`;
  const reasons = skipped
    .slice(0, NAMED)
    .filter(({ problem }) => problem.code !== "member_unknown")
    .map(({ member, problem }) => ({ ...problem, field: member }));
  const code = skipped.length === 0 ? "zip_empty" : "zip_nothing";
  return new ServiceError("import_unreadable", {
    fields: [{ field: "file", code, params: { members } }, ...reasons],
  });
}

/** Of all members: a format or source that is not the same for all is none of them. */
class ZipFacts implements FileFacts {
  readonly #parts: readonly MemberPart[];
  readonly format;
  readonly source;

  constructor(parts: readonly MemberPart[]) {
    this.#parts = parts;
    this.format = common(parts.map(({ facts }) => facts.format)) ?? "zip";
    this.source = common(parts.map(({ facts }) => facts.source)) ?? "zip";
  }

  get lineCount(): number {
    return this.#parts.reduce((sum, { facts }) => sum + facts.lineCount, 0);
  }

  get ignoredColumns(): readonly string[] {
    return [...new Set(this.#parts.flatMap(({ facts }) => facts.ignoredColumns))];
  }

  get mapping() {
    return this.#parts.map(({ facts }) => facts.mapping).find((used) => used !== undefined);
  }
}

function common<Value>(values: readonly Value[]): Value | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
