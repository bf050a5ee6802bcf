import type { ImportFormat } from "./import-formats.ts";

/** One run of an import. The sessions that it adds carry its id. */
export interface ImportRun {
  /** Lower-case UUID. */
  readonly id: string;
  readonly startedAtMs: number;
  readonly format: ImportFormat;
  /** File name without its folder; null when none was given. */
  readonly fileName: string | null;
}

/** Counts of a file's rows by outcome. `rows` = imported + unchanged + conflicts + rejected. */
export interface ImportCounts {
  readonly rows: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly rejected: number;
}

/** A run that stored something for a user, and the state of what it stored. */
export interface ImportRecord extends ImportRun, ImportCounts {
  /** Null while the run is under way or when it was interrupted. All counts but `imported` are then 0. */
  readonly finishedAtMs: number | null;
  /** Sessions that the run added for this user. */
  readonly imported: number;
  /** How many of them an undo has removed. */
  readonly removed: number;
  /** How many of them an undo has left in place because they were changed after the import. */
  readonly kept: number;
  /** The same counts for check-ins, which only our own exports contain. */
  readonly checkins: {
    readonly imported: number;
    readonly removed: number;
    readonly kept: number;
  };
  readonly undoneAtMs: number | null;
}
