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

/** Maximum number of skipped members that are named. */
const NAMED = 5;

/**
 * Opens a ZIP archive. Each member's format is recognised before any is read. Members in unknown formats are skipped
 * and reported.
 * @throws ServiceError `import_unreadable` when no member is recognised, and for an archive within the archive
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
  // "zip" names the container only and says nothing about the members' format.
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

/** Reason why a member cannot be decompressed. */
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

/** Facts about all members. A format or source that differs between members is reported as none of them. */
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
