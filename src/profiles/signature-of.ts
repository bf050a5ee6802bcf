import { profileSignature } from "../models/profile.ts";
import type { DayCut } from "../time/local-day.ts";

/** Names everything that a stored profile depends on besides the sessions: the models, and how days are cut. */
export function signatureOf({ zone, dayStartHour }: DayCut): string {
  return `${profileSignature()};${zone.id};${dayStartHour}`;
}
