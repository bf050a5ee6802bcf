import { type Locale, translate } from "../../../messages/translate.ts";
import type { LoadSignal, Measurement } from "../../../models/burnout-predictor/load-signal.ts";
import type { LoadEvidence } from "../../../schemas/burnout-risk.ts";

/** One or two sentences about a factor's figures. */
export function loadMessage(
  { factor, value }: Measurement,
  { recent, baseline, compared_with, wellness }: LoadEvidence,
  locale: Locale,
): string {
  const before = compared_with === "months_before" ? "months" : "weeks";
  const figures = { recent: recent ?? 0, baseline: baseline ?? 0, before };
  switch (factor) {
    case "declining_productivity":
      return declineMessage(figures, wellness, locale);
    case "overwork":
      return translate(locale, "load.message.overwork", {
        recent: Math.round(figures.recent),
        baseline: Math.round(figures.baseline),
        percent: Math.max(0, Math.round(100 * (value - 1))),
        before,
      });
    case "continuous_days":
      return translate(locale, "load.message.continuous_days", { days: value });
    default:
      return translate(locale, `load.message.${factor}`, figures);
  }
}

/** Mentions ratings, check-ins, or both, whichever are lower than before. */
function declineMessage(
  figures: { readonly recent: number; readonly baseline: number; readonly before: string },
  wellness: LoadEvidence["wellness"],
  locale: Locale,
): string {
  const { recent, baseline, before } = figures;
  const sentences: string[] = [];
  // Without enough ratings the factor's figures are those of the check-ins.
  const isRating =
    wellness === null || wellness.recent !== recent || wellness.baseline !== baseline;
  if (isRating && recent < baseline) {
    const points = Math.round(baseline - recent);
    sentences.push(translate(locale, "load.message.ratings", { ...figures, points }));
  }
  if (wellness !== null && wellness.recent < wellness.baseline) {
    sentences.push(translate(locale, "load.message.wellness", { ...wellness, before }));
  }
  return sentences.length > 0
    ? sentences.join(" ")
    : translate(locale, "load.message.recently_lower");
}

export function loadAdvice(
  { advice, unmeasured }: LoadSignal,
  need: number,
  locale: Locale,
): string[] {
  const known = unmeasured.length === 0 ? "all" : "some";
  return advice.map((code) => translate(locale, `load.advice.${code}`, { need, known }));
}
