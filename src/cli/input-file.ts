import { CommandError } from "./command-errors.ts";

/** One-line error for an unreadable file named on the command line. */
export function unreadable(path: string, error: unknown): CommandError {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return new CommandError("command.unreadable", { path, reason: code });
}
