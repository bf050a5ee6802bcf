import type { Locale } from "../../../messages/locale.ts";
import { translate } from "../../../messages/translate.ts";
import type { DiversityReport } from "../../../models/diversity-detector/diversity-detector.ts";
import type { Finding } from "../../../models/diversity-detector/findings.ts";
import type { Prediction } from "../../../models/model.ts";
import type { DiversityDebug } from "../../../schemas/insights.ts";
import { formatDay } from "../../../time/calendar.ts";
import { confidenceOf, dataBasis } from "../../answers/data-basis.ts";
import { plainName } from "../../answers/plain-name.ts";
import type { DiversityFacts } from "./facts.ts";

/** Number of latest sessions listed. */
const LISTED_SESSIONS = 10;

/** The input and the findings of the diversity detector. */
export function presentDiversity(facts: DiversityFacts, locale: Locale): DiversityDebug {
  const { prediction, cutoff, recent } = facts;
  const { value } = prediction;
  return {
    status: "ok",
    cutoff_date: formatDay(cutoff),
    ai_generator_categories: [...facts.knownCategories],
    detector_categories: [...facts.detectorCategories],
    recent_sessions: recent
      .slice(-LISTED_SESSIONS)
      .reverse()
      .map(({ day, category }) => ({ date: formatDay(day), category })),
    total_sessions_in_db: facts.sessions,
    total_sessions_analyzed: recent.length,
    diversity_result: {
      overloaded_categories: [...value.avoid],
      overload_reason: value.findings.map((it) => describeFinding(it, locale, cutoff)).join(" "),
      avoid_categories: [...value.avoid],
      recommended_alternatives: [...value.alternatives],
      confidence: confidenceOf(prediction),
      reasoning: reasoning(prediction, locale, cutoff),
      // Names are user-defined. `fromEntries` defines each property, so `__proto__` is an ordinary name.
      category_distribution: Object.fromEntries(
        value.distribution.map(({ category, sessions }) => [category, sessions]),
      ),
      analysis_days: value.windowDays,
      total_sessions_analyzed: value.sessions,
    },
    data: dataBasis(prediction),
  };
}

function reasoning(
  prediction: Prediction<DiversityReport>,
  locale: Locale,
  cutoff: number,
): string {
  const { findings, sessions } = prediction.value;
  if (findings.length > 0) {
    return findings.map((finding) => describeFinding(finding, locale, cutoff)).join(" ");
  }
  return prediction.status === "ready"
    ? translate(locale, "diversity.varied", { sessions, date: formatDay(cutoff) })
    : translate(locale, "diversity.not_enough", { sessions, need: prediction.need });
}

function describeFinding(finding: Finding, locale: Locale, cutoff: number): string {
  const { sessions } = finding;
  const category = plainName(finding.category);
  return finding.code === "overloaded"
    ? translate(locale, "diversity.overloaded", {
        category,
        sessions,
        total: finding.total,
        date: formatDay(cutoff),
      })
    : translate(locale, "diversity.in_a_row", { category, sessions, date: formatDay(finding.day) });
}
