import type { ImportFormat } from "./import-formats.ts";

/** One run of an import, whose id the sessions that it adds carry. */
export interface ImportRun {
  /** Lower-case UUID. */
  readonly id: string;
  readonly startedAtMs: number;
  readonly format: ImportFormat;
  /** Without its folder; null where no name was given. */
  readonly fileName: string | null;
}

/** What became of the rows of a file. `rows` = imported + unchanged + conflicts + rejected. */
export interface ImportCounts {
  readonly rows: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly rejected: number;
}

/** A run that stored something for a user, and what became of that. */
export interface ImportRecord extends ImportRun, ImportCounts {
  /** Null while it runs, and for good when it was interrupted; its counts are 0 then, but for `imported`. */
  readonly finishedAtMs: number | null;
  /** Sessions of this user that it added. */
  readonly imported: number;
  /** How many of them undoing it has removed. */
  readonly removed: number;
  /** How many of them undoing it has left, because somebody had changed them. */
  readonly kept: number;
  /** The same of check-ins, which our own exports hold. */
  readonly checkins: {
    readonly imported: number;
    readonly removed: number;
    readonly kept: number;
  };
  readonly undoneAtMs: number | null;
}
