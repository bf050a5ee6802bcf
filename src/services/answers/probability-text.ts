import { type Locale, translate } from "../../messages/translate.ts";

/** A probability as displayed: never certain, never impossible. */
export function probabilityText(probability: number, locale: Locale): string {
  if (probability > 0.99) return translate(locale, "probability.over", { percent: 99 });
  if (probability < 0.01) return translate(locale, "probability.under", { percent: 1 });
  return translate(locale, "probability", { percent: Math.round(100 * probability) });
}
