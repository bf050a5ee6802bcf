import type { DayBaseline, NoonBaseline } from "./baseline.ts";
import { sameDayLastWeek } from "./last-week.ts";
import { cutAtDone, similarMornings, weekdayAfternoons, weekdayAfternoonsPoisson } from "./noon.ts";
import { oldService, oldServicePoisson } from "./old-service.ts";
import { seasonalPool, seasonalPoolTuned } from "./seasonal-pool.ts";
import { shrunkenMean } from "./shrunken-mean.ts";
import { weekdayHistogram } from "./weekday-histogram.ts";
import { weekdayDecayedMean } from "./weekday-mean.ts";

/** Baselines that forecast whole days. The names are members of the report. */
export const DAY_BASELINES: Readonly<Record<string, DayBaseline>> = {
  old_service: oldService,
  old_service_poisson: oldServicePoisson,
  same_day_last_week: sameDayLastWeek,
  shrunken_mean: shrunkenMean,
  weekday_histogram: weekdayHistogram,
  weekday_decayed_mean: weekdayDecayedMean,
  seasonal_pool: seasonalPool,
  seasonal_pool_tuned: seasonalPoolTuned,
};

/** Baselines that forecast today at noon. */
export const NOON_BASELINES: Readonly<Record<string, NoonBaseline>> = {
  old_service: cutAtDone(oldService),
  seasonal_pool_cut: cutAtDone(seasonalPoolTuned),
  weekday_decayed_mean_cut: cutAtDone(weekdayDecayedMean),
  weekday_afternoons_poisson: weekdayAfternoonsPoisson,
  weekday_afternoons: weekdayAfternoons,
  similar_mornings: similarMornings,
};
