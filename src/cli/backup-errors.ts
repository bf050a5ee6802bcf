import { BackupFileError } from "../db/backup/backup-file-error.ts";
import { CommandError } from "./command-errors.ts";

/** Converts a backup error into one for the command line. */
export async function asCommandError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupFileError) {
      throw new CommandError("cli.restore.refused", { trouble: error.trouble });
    }
    if (error instanceof Error && "syscall" in error && "path" in error) {
      throw new CommandError("command.system", { reason: error.message });
    }
    throw error;
  }
}
