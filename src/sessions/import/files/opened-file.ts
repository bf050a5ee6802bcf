import type { FieldProblem } from "../../../errors.ts";
import type { ImportRow } from "../import-row.ts";
import type { FileFacts } from "../row-reader.ts";

/** A file, or a member of an archive, from which rows are read. */
export interface FilePart {
  /** Path in the archive; absent when the file is not an archive. */
  readonly member?: string;
  readonly facts: FileFacts;
  /** Its rows in chunks, each to be consumed before the next. Can be read once. */
  rows(): AsyncIterable<Iterable<ImportRow>>;
}

/** A member of an archive that is not read, with the reason. */
export interface SkippedMember {
  readonly member: string;
  readonly problem: FieldProblem;
}

/** A file of known kind. */
export interface OpenedFile {
  /** Combined over all parts. */
  readonly facts: FileFacts;
  /** Parts in reading order. */
  readonly parts: readonly FilePart[];
  readonly skipped: readonly SkippedMember[];
}

/** A file that is not an archive. */
export function single(part: FilePart): OpenedFile {
  return { facts: part.facts, parts: [part], skipped: [] };
}
