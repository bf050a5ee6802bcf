import type { ProductivityAnalysis } from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { TodayPrediction } from "../../schemas/predictions.ts";
import { productivityOf } from "../analysis/productivity.ts";
import { derivePerProfile } from "../answers/derive-per-profile.ts";
import { ratedAverage } from "../answers/rated-average.ts";

export type EnergyLevel = TodayPrediction["energy_forecast"]["level"];

export interface Energy {
  readonly level: EnergyLevel;
  readonly basis: TodayPrediction["energy_forecast"]["basis"];
}

/** Smallest difference in points that is mentioned. */
const NOTABLE_POINTS = 3;
/** Hours after the present one in which ratings may fall. */
const HOURS_AHEAD = 3;
/** Fewest ratings at an hour for a level from ratings instead of the clock. */
const MIN_RATINGS = 3;

/** Expected energy of this person at an hour, from their ratings. */
export function energyAt(view: ProfileView, hour: number): Energy {
  const level = levelsByRatings(view)[hour] ?? null;
  if (level === null) return { level: byTheClock(hour), basis: "clock" };
  return { level, basis: "own_ratings" };
}

/** By hour 0–23; null without enough ratings. */
const levelsByRatings = derivePerProfile("energy@1", (view): readonly (EnergyLevel | null)[] => {
  const { status, value } = productivityOf(view);
  return value.hours.map(({ ratings }, hour) =>
    status === "ready" && ratings >= MIN_RATINGS ? byRatings(value, hour) : null,
  );
});

function byRatings({ hours }: Pick<ProductivityAnalysis, "hours">, hour: number): EnergyLevel {
  const usual = ratedAverage(hours) ?? 0;
  const here = hours[hour]?.shrunkenMean ?? usual;
  const ahead = hours
    .slice(hour + 1, hour + 1 + HOURS_AHEAD)
    .filter((each) => each.ratings >= MIN_RATINGS);
  const next = ahead.reduce((total, each) => total + each.shrunkenMean, 0) / ahead.length;
  if (here < usual - NOTABLE_POINTS) return "low";
  if (ahead.length > 0 && next < here - NOTABLE_POINTS) return "declining";
  return here > usual + NOTABLE_POINTS ? "high" : "moderate";
}

/** A rule of thumb, used without ratings. */
function byTheClock(hour: number): EnergyLevel {
  if (hour >= 8 && hour <= 11) return "high";
  if (hour === 12 || hour === 13) return "low";
  return hour >= 15 && hour <= 18 ? "declining" : "moderate";
}
