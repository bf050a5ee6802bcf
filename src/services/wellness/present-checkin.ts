import type { WellnessBody, WellnessCheckin } from "../../schemas/wellness.ts";
import { formatDay } from "../../time/calendar.ts";
import { formatInstant } from "../../time/format-instant.ts";
import type { Zone } from "../../time/zone.ts";

/** A check-in in its API form, with local times of `zone`. */
export function presentCheckin(checkin: WellnessCheckin, zone: Zone): WellnessBody {
  return {
    date: formatDay(checkin.day),
    sleep_quality: checkin.sleepQuality,
    energy_level: checkin.energyLevel,
    mood: checkin.mood,
    stress_level: checkin.stressLevel,
    motivation: checkin.motivation,
    focus_ability: checkin.focusAbility,
    overall_wellness: checkin.overall,
    notes: checkin.notes,
    created_at: formatInstant(checkin.createdAtMs, zone),
    updated_at: formatInstant(checkin.updatedAtMs, zone),
  };
}
