import type { ProfileView } from "../../profiles/profile-service.ts";
import { differ } from "../../stats/differ.ts";
import { productivityOf } from "../analysis/productivity.ts";

/** Recommendation for a week from ratings: a category, otherwise an hour, otherwise none. */
export type WeekFocus =
  | {
      readonly kind: "category";
      readonly category: string;
      readonly meanRating: number;
      /** Whether its interval meets that of another category: the lead may be chance. */
      readonly isAlike: boolean;
    }
  | { readonly kind: "hour"; readonly hour: number }
  | { readonly kind: "unknown" };

/** Fewest ratings for a category to be called the best. */
const MIN_RATINGS = 3;
/** An hour is named when its probability of being among the three best is above this. */
const LIKELY = 0.5;

/** What to work on in a week, or when, as far as ratings show. */
export function weekFocus(view: ProfileView): WeekFocus {
  const { value } = productivityOf(view);
  const rated = value.categories.filter(({ ratings }) => ratings > 0);
  const [category] = rated
    .filter(({ ratings }) => ratings >= MIN_RATINGS)
    .sort((one, other) => other.shrunkenMean - one.shrunkenMean);
  if (category !== undefined && differ(rated.flatMap(({ mean }) => mean ?? []))) {
    const isAlike = rated.some((other) => other !== category && other.high >= category.low);
    const { name, shrunkenMean: meanRating } = category;
    return { kind: "category", category: name, meanRating, isAlike };
  }
  const [best] = value.bestHours;
  return best !== undefined && best.probability >= LIKELY
    ? { kind: "hour", hour: best.which }
    : { kind: "unknown" };
}
