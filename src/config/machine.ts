import { availableParallelism } from "node:os";

/** What defaults are taken from. */
export interface Machine {
  /** As the operating system or the variable TZ says; may be unknown to the runtime. */
  readonly timezone: string;
  readonly cores: number;
}

export function thisMachine(): Machine {
  return { timezone: Temporal.Now.timeZoneId(), cores: availableParallelism() };
}
