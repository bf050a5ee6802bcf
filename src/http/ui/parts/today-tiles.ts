import { presetName } from "../../../domain/preset.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { Recommendation } from "../../../schemas/recommendations.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import { TRACK_RECORD_DAYS } from "../../../schemas/track-record.ts";
import { formatDay, parseDay } from "../../../time/calendar.ts";
import type { PageContext } from "../page.ts";
import { basis } from "../page.ts";
import { countBeads, likely } from "./count-band.ts";
import { details, figure } from "./figure.ts";

/** How many are done, how many will it be, and how sure is that. */
export function todayContent(
  { words }: PageContext,
  answer: TodayPrediction,
  yesterday: Piece,
): Html {
  const { completed_sessions: done, predicted_sessions: expected, data } = answer;
  if (data.status === "paused") return html`<p class="headline">${answer.message}</p>`;
  const { sessions_interval: interval } = answer;
  const isOwn = data.status === "ready" && interval !== null;
  return html`<p class="headline"><b>${figure("completed_sessions", done, done)}</b> ${words.text("ui.today.done", { done })} · ${figure("predicted_sessions", expected, words.text("ui.today.expected", { expected }))}</p>
${countBeads(answer, words)}
<p>${isOwn ? likely(interval, words) : words.text("ui.today.people")}</p>
${yesterday}
${details(words.text("ui.why"), basis(data, words))}`;
}

/** What was said of yesterday that morning, and what came; nothing where nothing was said or it cannot be had. */
export async function yesterdayContent(context: PageContext): Promise<Piece> {
  const { services, userId, words, today } = context;
  const before = formatDay((parseDay(today) ?? 0) - 1);
  const found = await services.trackRecordService
    .trackRecord(userId, TRACK_RECORD_DAYS, words.locale)
    .catch(() => undefined);
  const last = found?.days.find(({ date }) => date === before);
  if (last === undefined) return "";
  const { lower, upper, sessions, inside } = last;
  const key = inside ? "ui.today.yesterday.inside" : "ui.today.yesterday.outside";
  return html`<p class="quiet">${words.text(key, { lower, upper, sessions })}</p>`;
}

/** Which preset next, why, and the hours that are proposed. */
export function nextContent(
  { words }: PageContext,
  recommendation: Recommendation,
  today: TodayPrediction,
  presets: SettingsBody["presets"],
): Html {
  const hours = today.recommended_schedule.map(({ hour }) => html`<li>${hour}:00</li>`);
  const preset = presetName(recommendation.preset, presets);
  return html`<p class="headline"><b>${figure("preset", recommendation.preset, preset)}</b></p>
<p>${recommendation.reason}</p>
${hours.length === 0 ? "" : html`<h3>${words.text("ui.today.hours")}</h3><ul class="hours">${hours}</ul>`}
${details(words.text("ui.why"), basis(recommendation.data, words))}`;
}
