import { hash } from "node:crypto";
import { presetsKey } from "../domain/preset.ts";
import { profileSignature } from "../models/profile.ts";
import type { PersonNow } from "../ports.ts";
import type { DayCut } from "../time/local-day.ts";
import { statedText } from "../time/stated-days.ts";
import { NOTHING_STATED } from "../time/work-times.ts";
import { areSameDays, type PersonDays } from "./person-days.ts";

/** What a fold depends on besides the sessions: the person's days, and which presets are their own. */
export type FoldSettings = PersonDays & Pick<PersonNow, "presets">;

/** Names everything that a stored profile depends on besides the sessions: the models, and the person's settings. */
export function signatureOf({ cut, workTimes, presets }: FoldSettings): string {
  const parts = [profileSignature(), cut.zone.id, String(cut.dayStartHour)];
  const stated = statedText(workTimes);
  if (stated !== "") parts.push(stated);
  // A key of the database holds no list of any length.
  if (presets !== null) parts.push(`presets ${hash("sha256", presetsKey(presets))}`);
  return parts.join(";");
}

/** Digests of those who have stated nothing, by how their days are cut. */
const usualDigests = new WeakMap<DayCut, string>();

/** The same as a short text. */
export function digestOf(settings: FoldSettings): string {
  const { cut, workTimes, presets } = settings;
  const isUsual = workTimes === NOTHING_STATED && presets === null;
  const known = isUsual ? usualDigests.get(cut) : undefined;
  if (known !== undefined) return known;
  const digest = hash("sha256", signatureOf(settings), "base64url");
  if (isUsual) usualDigests.set(cut, digest);
  return digest;
}

export function isSameFold(one: FoldSettings, other: FoldSettings): boolean {
  if (!areSameDays(one, other)) return false;
  return one.presets === other.presets || presetsKey(one.presets) === presetsKey(other.presets);
}
