import type { Profile } from "../../../models/profile.ts";
import type { WellnessAnswer } from "../../../models/quality-predictor/wellness.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { WellnessRepository } from "../../../repositories/wellness-repository.ts";

/** The check-in of the queried day. */
export type TodaysCheckin = (view: ProfileView) => Promise<WellnessAnswer | null>;

/**
 * Reads a check-in once per profile. A profile belongs to one day and one data version, and writing a check-in raises
 * the version.
 */
export function todaysCheckin(wellness: Pick<WellnessRepository, "find">): TodaysCheckin {
  const known = new WeakMap<Profile, WellnessAnswer | null>();

  async function read(view: ProfileView): Promise<WellnessAnswer | null> {
    const checkin = await wellness.find(view.userId, view.asked.day);
    const answer =
      checkin === undefined
        ? null
        : {
            sleepQuality: checkin.sleepQuality,
            energyLevel: checkin.energyLevel,
            mood: checkin.mood,
            stressLevel: checkin.stressLevel,
            motivation: checkin.motivation,
            focusAbility: checkin.focusAbility,
            overallWellness: checkin.overall,
          };
    known.set(view.profile, answer);
    return answer;
  }

  return async (view) => {
    const found = known.get(view.profile);
    return found === undefined ? read(view) : found;
  };
}
