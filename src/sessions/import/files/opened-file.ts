import type { FieldProblem } from "../../../errors.ts";
import type { ImportRow } from "../import-row.ts";
import type { FileFacts } from "../row-reader.ts";

/** A file, or a member of an archive, that rows are read from. */
export interface FilePart {
  /** Its path in the archive; absent where the file is none. */
  readonly member?: string;
  readonly facts: FileFacts;
  /** Its rows in pieces, each to be consumed before the next; once only. */
  rows(): AsyncIterable<Iterable<ImportRow>>;
}

/** What of an archive is not read, and why. */
export interface SkippedMember {
  readonly member: string;
  readonly problem: FieldProblem;
}

/** A file whose kind is known. */
export interface OpenedFile {
  /** Of all parts together. */
  readonly facts: FileFacts;
  /** To be read one after the other. */
  readonly parts: readonly FilePart[];
  readonly skipped: readonly SkippedMember[];
}

/** A file that is no archive. */
export function single(part: FilePart): OpenedFile {
  return { facts: part.facts, parts: [part], skipped: [] };
}
