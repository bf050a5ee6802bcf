import { readFile } from "node:fs/promises";
import { errorText, InputError } from "../messages/said.ts";
import { type AcceptedDifference, KNOWN_DIFFERENCES, readAccepted } from "../parity/accepted.ts";
import type { Tolerances } from "../parity/rules.ts";
import { CommandError, UsageError } from "./command-errors.ts";
import { unreadable } from "./input-file.ts";

/** @throws UsageError unless the text is the URL of an HTTP service */
export function readAddress(option: string, text: string): URL {
  const address = URL.parse(text);
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new UsageError("command.address", { option });
  }
  return address;
}

/** Longest deadline that can be set. */
const MAX_SECONDS = 600;

export function readSeconds(option: string, text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
    throw new UsageError("command.seconds", { option, most: MAX_SECONDS });
  }
  return seconds;
}

/** Accepted differences (the team's own before the known ones), and tolerances. */
export async function readRules(files: {
  readonly accept?: string | undefined;
  readonly tolerances?: string | undefined;
}): Promise<{ accepted: readonly AcceptedDifference[]; tolerances: Tolerances }> {
  const own = files.accept === undefined ? [] : await readOwn(files.accept);
  const tolerances = files.tolerances === undefined ? {} : await readTolerances(files.tolerances);
  return {
    accepted: [...own, ...KNOWN_DIFFERENCES],
    tolerances: new Map(Object.entries(tolerances)),
  };
}

async function readOwn(path: string): Promise<readonly AcceptedDifference[]> {
  try {
    return await readAccepted(path);
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(path, error);
  }
}

async function readTolerances(path: string): Promise<Readonly<Record<string, number>>> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const tolerances = parse(path, text);
  for (const [field, by] of Object.entries(tolerances)) {
    if (typeof by === "number" && by >= 0 && field.includes(".")) continue;
    throw new CommandError("command.tolerance", { path, field });
  }
  return Object.fromEntries(Object.entries(tolerances).map(([field, by]) => [field, Number(by)]));
}

function parse(path: string, text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    throw new CommandError("command.in_file", { path, reason: errorText(error, "en") });
  }
}
