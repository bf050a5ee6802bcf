import { parseDuration } from "../time/duration-text.ts";
import { UsageError } from "./command-errors.ts";

/**
 * @returns milliseconds; `undefined` when the option is absent
 * @throws UsageError
 */
export function readDuration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined) {
    throw new UsageError("command.length", { option });
  }
  return ms;
}
