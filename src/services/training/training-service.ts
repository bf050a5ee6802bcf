import type { Locale } from "../../messages/locale.ts";
import { translate } from "../../messages/translate.ts";
import type { ProfileService } from "../../profiles/profile-service.ts";
import type { TrainingReport } from "../../schemas/training.ts";

export interface TrainingService {
  /**
   * Learns a person's complete history again and replaces the stored state. Answers change only if the stored state was
   * damaged, because every session is learned when it is stored.
   */
  train(userId: string, locale: Locale): Promise<TrainingReport>;
}

export function createTrainingService(profiles: ProfileService): TrainingService {
  const underWay = new Map<string, Promise<Omit<TrainingReport, "message">>>();

  async function trainOnce(userId: string): Promise<Omit<TrainingReport, "message">> {
    const { sessions, matches } = await profiles.rebuild(userId, { checkOnly: false });
    const { profile } = await profiles.now(userId);
    return {
      status: sessions === 0 ? "no_data" : "success",
      sessions_analyzed: sessions,
      sessions_with_rating: profile["history-aggregates"].rated,
      matches,
    };
  }

  return {
    async train(userId, locale) {
      // A concurrent request shares the same run.
      const running = underWay.get(userId) ?? trainOnce(userId);
      underWay.set(userId, running);
      try {
        const report = await running;
        return report.status === "success"
          ? report
          : { ...report, message: translate(locale, "train.no_data") };
      } finally {
        underWay.delete(userId);
      }
    },
  };
}
