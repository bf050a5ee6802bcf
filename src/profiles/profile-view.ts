import type { OwnPresets } from "../domain/preset.ts";
import type { AskedMoment } from "../models/model.ts";
import type { Profile } from "../models/profile.ts";
import { MINUTES_PER_DAY } from "../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../time/local-day.ts";
import type { WorkTimes } from "../time/work-times.ts";
import type { DerivedValues } from "./derived-values.ts";

/** A user's models as of a moment: what every statistical answer is made from. */
export interface ProfileView {
  readonly userId: string;
  readonly profile: Profile;
  /** What was worked out from it alone, on its day. */
  readonly derived: DerivedValues;
  /** How the days that the profile knows are cut. */
  readonly cut: DayCut;
  /** When the person has said that they work. */
  readonly workTimes: WorkTimes;
  /** Those that are recommended, with their names. */
  readonly presets: OwnPresets;
  /** The moment that the request is about; the profile is advanced to its day. */
  readonly asked: AskedMoment;
  /** Minutes the wall clock shows past midnight, 0 … 1439. */
  readonly wallMinute: number;
  /** The instant of that moment; nothing that became known later is in the profile. */
  readonly atMs: number;
  readonly version: number;
  /** Sessions learned. */
  readonly sessions: number;
  /** Counts what is remembered for as long as the profile is: so many more bytes, or fewer when less than 0. */
  account(bytes: number): void;
}

/** What a view is made of. */
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
