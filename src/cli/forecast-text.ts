import { presetName } from "../domain/preset.ts";
import { type Locale, translate } from "../messages/translate.ts";
import type { DataBasis, Interval } from "../schemas/answer.ts";
import type { TodayPrediction, WeekPrediction } from "../schemas/predictions.ts";
import type { Recommendation } from "../schemas/recommendations.ts";
import type { SettingsBody } from "../schemas/settings.ts";
import { probabilityText } from "../services/answers/probability-text.ts";

/** A day's forecast as text. */
export function dayLines(answer: TodayPrediction, locale: Locale): string[] {
  if (answer.message !== undefined) {
    return [answer.message, "", ...basisLines(answer.data, undefined, locale)];
  }
  const hours = answer.recommended_schedule.map(({ hour }) => `${hour}:00`).join(", ");
  const done = { done: answer.completed_sessions, remaining: answer.remaining_sessions };
  return [
    countLine(answer, locale),
    translate(locale, "cli.predict.done", done),
    ...ratingLines(answer, locale),
    ...(hours === "" ? [] : [translate(locale, "cli.predict.schedule", { hours })]),
    answer.energy_forecast.message,
    "",
    ...basisLines(answer.data, answer.confidence, locale),
  ];
}

/** On a day without sessions no rating is expected. */
function ratingLines(answer: TodayPrediction, locale: Locale): string[] {
  if (answer.predicted_sessions === 0) return [];
  const rating = Math.round(answer.predicted_productivity);
  return [translate(locale, "cli.predict.productivity", { rating })];
}

/** Seven days' forecast as text. */
export function weekLines(answer: WeekPrediction, locale: Locale): string[] {
  if (answer.message !== undefined) {
    return [answer.message, "", ...basisLines(answer.data, undefined, locale)];
  }
  return [
    ...answer.predictions.map((day) => countLine(day, locale)),
    translate(locale, "cli.predict.total", {
      predicted: answer.total_predicted_sessions,
      likely: likely(answer.total_interval, locale),
    }),
    answer.tip,
    "",
    ...basisLines(answer.data, undefined, locale),
  ];
}

/** A recommended preset as text. */
export function recommendationLines(
  answer: Recommendation,
  presets: SettingsBody["presets"],
  locale: Locale,
): string[] {
  const name = (preset: string) => presetName(preset, presets);
  const { preset, alternative } = answer;
  return [
    translate(locale, "cli.recommend.preset", { preset: name(preset), id: preset }),
    answer.reason,
    ...(alternative === null
      ? []
      : [translate(locale, "cli.recommend.alternative", { preset: name(alternative) })]),
    "",
    ...basisLines(answer.data, answer.confidence, locale),
  ];
}

/** Data basis and confidence of an answer. */
export function basisLines(
  data: DataBasis,
  confidence: number | undefined,
  locale: Locale,
): string[] {
  const { sessions, days, method } = data;
  const basis =
    data.status === "insufficient_data"
      ? translate(locale, "cli.basis.insufficient", { sessions })
      : translate(locale, "cli.basis", { sessions, days, method });
  if (confidence === undefined || data.status !== "ready") return [basis];
  const sure = translate(locale, "cli.confidence", {
    confidence: probabilityText(confidence, locale),
  });
  return [basis, sure];
}

interface DayCount {
  readonly date: string;
  readonly predicted_sessions: number;
  readonly sessions_interval: Interval | null;
}

function countLine(day: DayCount, locale: Locale): string {
  return translate(locale, "cli.predict.day", {
    date: longDate(day.date, locale),
    predicted: day.predicted_sessions,
    likely: likely(day.sessions_interval, locale),
  });
}

/** `, likely 3 to 8 (91 %)`; empty without an interval. */
function likely(interval: Interval | null, locale: Locale): string {
  if (interval === null) return "";
  const { lower, upper, probability } = interval;
  const range = lower === upper ? "one" : "several";
  const shown = probabilityText(probability, locale);
  return translate(locale, "cli.predict.likely", { lower, upper, range, probability: shown });
}

/** `Thursday, 12 March 2026`. */
function longDate(date: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "full",
    timeZone: "UTC",
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}
