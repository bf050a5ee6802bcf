import type { Clock } from "../ports.ts";

/** The system clock: the only place in the service that reads the time. */
export const systemClock: Clock = { now: () => Date.now() };
