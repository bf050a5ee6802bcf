/** `unknown`: not a backup of this service; `occupied`: the target database is not empty. */
export type BackupTrouble = "unknown" | "newer" | "cut" | "changed" | "occupied";

/** A backup cannot be restored; nothing was changed. */
export class BackupFileError extends Error {
  readonly trouble: BackupTrouble;

  constructor(trouble: BackupTrouble) {
    super(`The backup cannot be restored: ${trouble}.`);
    this.name = "BackupFileError";
    this.trouble = trouble;
  }
}
