import type { Clock } from "../ports.ts";

/** The machine's clock: the one place in the service that asks for the time. */
export const systemClock: Clock = { now: () => Date.now() };
