import { profileSignature } from "../models/profile.ts";
import { statedText } from "../time/stated-days.ts";
import type { PersonDays } from "./person-days.ts";

/** Names everything that a stored profile depends on besides the sessions: the models, and the person's days. */
export function signatureOf({ cut: { zone, dayStartHour }, workTimes }: PersonDays): string {
  const stated = statedText(workTimes);
  const cut = `${profileSignature()};${zone.id};${dayStartHour}`;
  return stated === "" ? cut : `${cut};${stated}`;
}
