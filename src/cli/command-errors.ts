import { InputError } from "../messages/said.ts";

/** The command line itself is wrong; answered with the usage and exit code 2. */
export class UsageError extends InputError {
  override readonly name = "UsageError";
}

/** A command could not do what it was asked; the message says why and what would help. Exit code 1. */
export class CommandError extends InputError {
  override readonly name = "CommandError";
}
