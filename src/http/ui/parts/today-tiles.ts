import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { DataBasis } from "../../../schemas/answer.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import { TRACK_RECORD_DAYS } from "../../../schemas/track-record.ts";
import { formatDay, parseDay } from "../../../time/calendar.ts";
import type { ShownContext } from "../page.ts";
import { basis } from "../page.ts";
import type { Words } from "../words.ts";
import { countBeads, likely } from "./count-band.ts";
import { details, figure } from "./figure.ts";

/** Completed and expected sessions of today, and the uncertainty of the forecast. */
export function todayContent(
  { words }: ShownContext,
  answer: TodayPrediction,
  yesterday: Piece,
): Html {
  const { completed_sessions: done, predicted_sessions: expected, data } = answer;
  if (data.status === "paused") return html`<p class="headline">${answer.message}</p>`;
  const { sessions_interval: interval } = answer;
  const isOwn = data.status === "ready" && interval !== null;
  return html`<p class="headline"><b>${figure("completed_sessions", done, done)}</b> ${words.text("ui.today.done", { done })} · ${figure("predicted_sessions", expected, words.text("ui.today.expected", { expected }))}</p>
${countBeads(answer, words)}
<p>${isOwn ? likely(interval, words) : words.text("ui.today.people")}</p>${progress(data, words)}
${hours(words, answer)}
${yesterday}
${details(words.text("ui.why"), basis(data, words))}`;
}

/** Yesterday's forecast and actual number; nothing without a forecast or when it cannot be read. */
export async function yesterdayContent(context: ShownContext): Promise<Piece> {
  const { services, userId, words, today } = context;
  const before = formatDay((parseDay(today) ?? 0) - 1);
  const found = await services.trackRecordService
    .trackRecord(userId, TRACK_RECORD_DAYS, words.locale)
    .catch(() => undefined);
  const last = found?.days.find(({ date }) => date === before);
  if (last === undefined) return "";
  const { lower, upper, sessions, inside } = last;
  const key = inside ? "ui.today.yesterday.inside" : "ui.today.yesterday.outside";
  return html`<p class="quiet">${words.text(key, { range: words.range(lower, upper), sessions })}</p>`;
}

/** Progress towards a personal forecast. Days are shown once there are enough sessions. */
function progress({ needed, sessions, days }: DataBasis, words: Words): Piece {
  if (needed === undefined) return "";
  const unit = sessions < needed ? "sessions" : "days";
  const have = unit === "sessions" ? sessions : days;
  const text = words.text(`ui.today.progress.${unit}`, { have, needed });
  return html`<p><progress value="${have}" max="${needed}" aria-label="${text}"></progress> ${text}</p>`;
}

function hours(words: Words, { recommended_schedule: slots }: TodayPrediction): Piece {
  if (slots.length === 0) return "";
  const items = slots.map(({ hour }) => html`<li>${hour}:00</li>`);
  return html`<h3>${words.text("ui.today.hours")}</h3><ul class="hours">${items}</ul>`;
}
