import { ConfigError, configurationText } from "../config/config-error.ts";
import { DatabaseError } from "../db/errors.ts";
import { ServiceError } from "../errors.ts";
import { errorText, InputError, inWords, type Said } from "../messages/said.ts";
import { type Locale, translate } from "../messages/translate.ts";
import { fieldLabel } from "../sessions/import/field-label.ts";
import { asUsageError, isCittyError } from "./citty-errors.ts";
import { UsageError } from "./command-errors.ts";

/** Description of a failed command. */
export interface Failure {
  readonly exitCode: 1 | 2;
  readonly text: string;
  readonly showUsage: boolean;
}

/** Converts anything thrown into a text for people; expected failures have no stack trace. */
export function describeFailure(error: unknown, locale: Locale): Failure {
  const usage = isCittyError(error) ? asUsageError(error) : error;
  if (usage instanceof UsageError) {
    return { exitCode: 2, text: errorText(usage, locale), showUsage: true };
  }
  if (error instanceof ConfigError) {
    return { exitCode: 2, text: configurationText(error, locale), showUsage: false };
  }
  return { exitCode: 1, text: textOf(error, locale), showUsage: false };
}

function textOf(error: unknown, locale: Locale): string {
  if (error instanceof InputError || error instanceof DatabaseError) {
    return errorText(error, locale);
  }
  if (error instanceof ServiceError) return describeServiceError(error, locale);
  const listening = listenProblem(error);
  if (listening !== undefined) return inWords(listening, locale);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${translate(locale, "command.unexpected_failure")}\n${stack}`;
}

function describeServiceError(error: ServiceError, locale: Locale): string {
  const fields = error.fields.map(({ field, code, params }) => {
    const label = fieldLabel(field, true, locale);
    const text = translate(locale, `field.${code}`, params);
    return label === "" ? text : `${label}: ${text}`;
  });
  const { file } = error.params;
  const key =
    file === undefined ? (`error.${error.code}.detail` as const) : "cli.import.unreadable";
  const text = translate(locale, key, {
    count: fields.length,
    fields: error.fields.map(({ field }) => field).join(", "),
    ...error.params,
  });
  return [text, ...fields].join("\n  ");
}

/** Remedy when the server cannot listen on its address. */
function listenProblem(error: unknown): Said | undefined {
  if (!(error instanceof Error) || !("syscall" in error && "code" in error)) return undefined;
  const address = [
    "address" in error ? String(error.address) : "",
    "port" in error ? String(error.port) : "",
  ].join(":");
  switch (error.code) {
    case "EADDRINUSE":
      return { key: "listen.in_use", params: { address } };
    case "EADDRNOTAVAIL":
      return { key: "listen.no_address", params: { address } };
    case "EACCES":
      return error.syscall === "listen"
        ? { key: "listen.not_allowed", params: { address } }
        : undefined;
    case "ENOTFOUND":
      return { key: "listen.unresolved", params: {} };
    default:
      return undefined;
  }
}
