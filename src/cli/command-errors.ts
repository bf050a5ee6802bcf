import { InputError } from "../messages/said.ts";

/** An invalid command line; answered with the usage and exit code 2. */
export class UsageError extends InputError {
  override readonly name = "UsageError";
}

/** A command that failed; the message states the reason and a remedy. Exit code 1. */
export class CommandError extends InputError {
  override readonly name = "CommandError";
}
