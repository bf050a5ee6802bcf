import { hash } from "node:crypto";
import { presetsKey } from "../domain/preset.ts";
import { profileSignature } from "../models/profile.ts";
import type { PersonState } from "../ports.ts";
import type { DayCut } from "../time/local-day.ts";
import { statedText } from "../time/stated-days.ts";
import { NOTHING_STATED } from "../time/work-times.ts";
import { areSameDays, type PersonDays } from "./person-days.ts";

/** The settings on which a fold depends besides the sessions: the person's days and own presets. */
export type FoldSettings = PersonDays & Pick<PersonState, "presets">;

/** Identifies everything on which a stored profile depends besides the sessions: the models and the person's settings. */
export function signatureOf({ cut, workTimes, presets }: FoldSettings): string {
  const parts = [profileSignature(), cut.zone.id, String(cut.dayStartHour)];
  const stated = statedText(workTimes);
  if (stated !== "") parts.push(stated);
  // The signature is a database key, so a list of arbitrary length enters it as a hash.
  if (presets !== null) parts.push(`presets ${hash("sha256", presetsKey(presets))}`);
  return parts.join(";");
}

/** Digests of people without stated settings, by day cut. */
const usualDigests = new WeakMap<DayCut, string>();

/** The signature as a short hash. */
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
