import { type Locale, translate } from "../../messages/translate.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { productivityOf } from "./productivity.ts";

export interface WeekTip {
  /** The category rated best, when the ratings tell. */
  readonly focus: string | null;
  readonly text: string;
}

/** A category with fewer ratings is not called the best one. */
const ENOUGH_RATINGS = 3;
/** An hour is named when it is more likely than not among the three best. */
const LIKELY = 0.5;

/** One plain sentence to go with a week's forecast. */
export function weekTip(view: ProfileView, locale: Locale): WeekTip {
  const { value } = productivityOf(view);
  const [category] = value.categories
    .filter(({ ratings }) => ratings >= ENOUGH_RATINGS)
    .sort((one, other) => other.shrunkenMean - one.shrunkenMean);
  if (category !== undefined) {
    const parameters = { category: category.name, mean: Math.round(category.shrunkenMean) };
    return { focus: category.name, text: translate(locale, "week.tip.best_category", parameters) };
  }
  const [best] = value.bestHours;
  const text =
    best !== undefined && best.probability >= LIKELY
      ? translate(locale, "week.tip.best_hour", { hour: best.which })
      : translate(locale, "week.tip.not_enough");
  return { focus: null, text };
}
