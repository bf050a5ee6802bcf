import type { OwnPresets } from "../domain/preset.ts";
import type { AskedMoment } from "../models/model.ts";
import type { Profile } from "../models/profile.ts";
import { MINUTES_PER_DAY } from "../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../time/local-day.ts";
import type { WorkTimes } from "../time/work-times.ts";
import type { DerivedValues } from "./derived-values.ts";

/** A user's models as of a moment, from which all statistical answers are computed. */
export interface ProfileView {
  readonly userId: string;
  readonly profile: Profile;
  /** Values computed from the profile alone, on its day. */
  readonly derived: DerivedValues;
  /** The cut of the profile's days. */
  readonly cut: DayCut;
  /** The work times that the person has stated. */
  readonly workTimes: WorkTimes;
  /** The presets that may be recommended, with their names. */
  readonly presets: OwnPresets;
  /** The moment of the request. The profile is advanced to its day. */
  readonly asked: AskedMoment;
  /** Minutes since midnight on the wall clock, 0 … 1439. */
  readonly wallMinute: number;
  /** The instant of that moment. The profile contains no later knowledge. */
  readonly atMs: number;
  readonly version: number;
  /** Sessions learned. */
  readonly sessions: number;
  /** Accounts for memory that lives as long as the profile: additional bytes, negative for released ones. */
  account(bytes: number): void;
}

/** The members of a fold that a view shows. */
export type ViewedFold = Pick<
  ProfileView,
  "profile" | "derived" | "sessions" | "version" | "cut" | "workTimes" | "presets"
>;

/** The view of a fold at an instant. */
export function viewAt(
  userId: string,
  fold: ViewedFold,
  atMs: number,
  account: ProfileView["account"],
): ProfileView {
  const { profile, derived, sessions, version, cut, workTimes, presets } = fold;
  const asked = dayMomentAt(atMs, cut);
  const wallMinute = (asked.minute + cut.dayStartHour * 60) % MINUTES_PER_DAY;
  return {
    ...{ userId, profile, derived, cut, workTimes, presets },
    ...{ asked, wallMinute, atMs, version, sessions, account },
  };
}
