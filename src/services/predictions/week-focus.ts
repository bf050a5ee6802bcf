import type { ProfileView } from "../../profiles/profile-service.ts";
import { differ } from "../../stats/differ.ts";
import { productivityOf } from "../analysis/productivity.ts";

/** What the ratings say for a week: a category, else an hour, else nothing yet. */
export type WeekFocus =
  | { readonly kind: "category"; readonly category: string; readonly meanRating: number }
  | { readonly kind: "hour"; readonly hour: number }
  | { readonly kind: "unknown" };

/** A category with fewer ratings is not called the best one. */
const MIN_RATINGS = 3;
/** An hour is named when it is more likely than not among the three best. */
const LIKELY = 0.5;

/** What to work on in a week, or when, as far as the ratings tell. */
export function weekFocus(view: ProfileView): WeekFocus {
  const { value } = productivityOf(view);
  const rated = value.categories.filter(({ ratings }) => ratings > 0);
  const [category] = rated
    .filter(({ ratings }) => ratings >= MIN_RATINGS)
    .sort((one, other) => other.shrunkenMean - one.shrunkenMean);
  if (category !== undefined && differ(rated.flatMap(({ mean }) => mean ?? []))) {
    return { kind: "category", category: category.name, meanRating: category.shrunkenMean };
  }
  const [best] = value.bestHours;
  return best !== undefined && best.probability >= LIKELY
    ? { kind: "hour", hour: best.which }
    : { kind: "unknown" };
}
