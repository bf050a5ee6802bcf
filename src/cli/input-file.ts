import { CommandError } from "./command-errors.ts";

/** The failure of reading a file that the command line names, in one line. */
export function unreadable(path: string, error: unknown): CommandError {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EACCES: "no permission to read it",
    EISDIR: "it is a folder",
  };
  return new CommandError(`${path} cannot be read: ${reasons[code] ?? code}.`);
}
