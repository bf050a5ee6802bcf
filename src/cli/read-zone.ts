import { openZone, type Zone } from "../time/zone.ts";
import { UsageError } from "./command-errors.ts";

/** Opens the zone named by an option. */
export function readZone(option: string, name: string): Zone {
  try {
    return openZone(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError("command.zone", { option, name });
  }
}
