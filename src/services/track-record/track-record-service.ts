import type { Locale } from "../../messages/locale.ts";
import type { ProfileReader } from "../../profiles/profile-service.ts";
import type { TrackRecord } from "../../schemas/track-record.ts";
import { trackRecordFacts } from "./facts.ts";
import { presentTrackRecord } from "./present.ts";

export interface TrackRecordService {
  /**
   * Record of the forecasts for this person.
   * @param days 7–90, back from yesterday
   */
  trackRecord(userId: string, days: number, locale: Locale): Promise<TrackRecord>;
}

export function createTrackRecordService(profiles: Pick<ProfileReader, "now">): TrackRecordService {
  return {
    async trackRecord(userId, days, locale) {
      const { profile, asked } = await profiles.now(userId);
      return presentTrackRecord(trackRecordFacts(profile, asked.day, days), locale);
    },
  };
}
