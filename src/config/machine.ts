import { availableParallelism } from "node:os";

/** Properties of the machine from which defaults are derived. */
export interface Machine {
  /** The time zone of the operating system or of the variable TZ; the runtime may not know it. */
  readonly timezone: string;
  readonly cores: number;
}

export function thisMachine(): Machine {
  return { timezone: Temporal.Now.timeZoneId(), cores: availableParallelism() };
}
