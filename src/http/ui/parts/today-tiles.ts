import { presetName } from "../../../domain/preset.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { Recommendation } from "../../../schemas/recommendations.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import type { PageContext } from "../page.ts";
import { basis } from "../page.ts";
import { countBeads, likely } from "./count-band.ts";
import { details, figure } from "./figure.ts";

/** How many are done, how many will it be, and how sure is that. */
export function todayContent({ words }: PageContext, answer: TodayPrediction): Html {
  const { completed_sessions: done, predicted_sessions: expected, data } = answer;
  if (data.status === "paused") return html`<p class="headline">${answer.message}</p>`;
  const { sessions_interval: interval } = answer;
  const isOwn = data.status === "ready" && interval !== null;
  return html`<p class="headline"><b>${figure("completed_sessions", done, done)}</b> ${words.text("ui.today.done", { done })} · ${figure("predicted_sessions", expected, words.text("ui.today.expected", { expected }))}</p>
${countBeads(answer, words)}
<p>${isOwn ? likely(interval, words) : words.text("ui.today.people")}</p>
${details(words.text("ui.why"), basis(data, words))}`;
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
