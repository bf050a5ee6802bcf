import { CommandError } from "./command-errors.ts";

/** The failure of reading a file that the command line names, in one line. */
export function unreadable(path: string, error: unknown): CommandError {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return new CommandError("command.unreadable", { path, reason: code });
}
