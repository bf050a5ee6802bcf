import { stripVTControlCharacters } from "node:util";
import { UsageError } from "./command-errors.ts";

/** citty does not export its error class. */
export function isCittyError(error: unknown): error is Error {
  return error instanceof Error && error.name === "CLIError";
}

/** Translates citty's messages; messages that these commands never cause stay unchanged. */
export function asUsageError({ message }: Error): UsageError {
  const text = stripVTControlCharacters(message);
  const positional = /^Missing required positional argument: (\S+)$/.exec(text)?.[1];
  if (positional !== undefined) {
    return new UsageError("command.missing_positional", { name: positional });
  }
  const option = /^Missing required argument: --(\S+)$/.exec(text)?.[1];
  if (option !== undefined) return new UsageError("command.missing_option", { name: option });
  const value = /^Invalid value for argument: --(\S+) \((.*)\)\. Expected one of: (.*)\.$/s.exec(
    text,
  );
  if (value !== null) {
    const [, name = "", given = "", allowed = ""] = value;
    return new UsageError("command.one_of", { option: name, value: given, allowed });
  }
  return new UsageError("command.system", { reason: text });
}
