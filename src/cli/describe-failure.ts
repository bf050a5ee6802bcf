import { stripVTControlCharacters } from "node:util";
import { ConfigError } from "../config/config-error.ts";
import { DatabaseError } from "../db/errors.ts";
import { ServiceError } from "../errors.ts";
import { type Locale, translate } from "../messages/translate.ts";
import { CommandError, UsageError } from "./command-errors.ts";

/** What the end of a failed command looks like. */
export interface Failure {
  readonly exitCode: 1 | 2;
  readonly text: string;
  readonly showUsage: boolean;
}

/** Turns anything thrown into a text for people; expected failures carry no stack. */
export function describeFailure(error: unknown, locale: Locale): Failure {
  if (error instanceof UsageError || isCittyError(error)) {
    return { exitCode: 2, text: stripVTControlCharacters(error.message), showUsage: true };
  }
  if (error instanceof ConfigError) return { exitCode: 2, text: error.message, showUsage: false };
  return { exitCode: 1, text: textOf(error, locale), showUsage: false };
}

function textOf(error: unknown, locale: Locale): string {
  if (error instanceof CommandError || error instanceof DatabaseError) return error.message;
  if (error instanceof ServiceError) return describeServiceError(error, locale);
  const listening = listenProblem(error);
  if (listening !== undefined) return listening;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `unexpected failure, please report it:\n${stack}`;
}

function describeServiceError(error: ServiceError, locale: Locale): string {
  const fields = error.fields.map(
    ({ field, code, params }) => `${field}: ${translate(locale, `field.${code}`, params)}`,
  );
  const text = translate(locale, `error.${error.code}.detail`, {
    count: fields.length,
    fields: error.fields.map(({ field }) => field).join(", "),
    ...error.params,
  });
  return [text, ...fields].join("\n  ");
}

/** What to do when the address cannot be listened on. */
function listenProblem(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error && "code" in error)) return undefined;
  const address = [
    "address" in error ? String(error.address) : "",
    "port" in error ? String(error.port) : "",
  ].join(":");
  switch (error.code) {
    case "EADDRINUSE":
      return `${address} is already in use. Stop what listens there, or choose another PORT (PORT=0 takes a free one).`;
    case "EADDRNOTAVAIL":
      return `${address} is not an address of this machine. Check HOST.`;
    case "EACCES":
      return error.syscall === "listen"
        ? `${address} may not be listened on by this user. Choose a PORT above 1023.`
        : undefined;
    case "ENOTFOUND":
      return "The name in HOST cannot be resolved. Check HOST.";
    default:
      return undefined;
  }
}

/** citty does not export its error class. */
function isCittyError(error: unknown): error is Error {
  return error instanceof Error && error.name === "CLIError";
}
