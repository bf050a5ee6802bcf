import { type Html, html } from "../../../markup/html.ts";
import { formatDay, isoWeekday, parseDay } from "../../../time/calendar.ts";
import type { ShownContext } from "../page.ts";
import { details, figure, table } from "./figure.ts";
import { weekColumns } from "./week-columns.ts";

/** One past week, compared with the week before, with links to its neighbours. */
export async function pastWeekContent(context: ShownContext): Promise<Html> {
  const { services, userId, words, link } = context;
  const today = parseDay(context.today) ?? 0;
  const asked = (context.week === undefined ? undefined : parseDay(context.week)) ?? today;
  const monday = mondayOf(Math.min(asked, today));
  const isRunning = monday === mondayOf(today);
  const first = formatDay(monday);
  const last = formatDay(Math.min(today, monday + 6));
  const [insights, { days }] = await Promise.all([
    services.insightService.weeklyInsights(userId, first, words.locale),
    services.dayService.list(userId, { from: first, to: last }),
  ]);
  const columns = days.map(
    ({ date, completed }) => ({ kind: "past", date, sessions: completed }) as const,
  );
  const rows = days.map(({ date, completed, minutes }) => [
    words.longDate(date),
    words.number(completed),
    words.text("ui.minutes", { minutes: words.number(minutes) }),
  ]);
  const headings = (["ui.day", "ui.sessions", "ui.sessions.length"] as const).map((key) =>
    words.text(key),
  );
  const { week_sessions: done, predicted_sessions: likely, prediction_data } = insights;
  const { status } = prediction_data;
  const expected = words.text(isRunning ? "ui.week.running" : "ui.week.over", { likely });
  const weekLink = (start: number, key: "ui.week.previous" | "ui.week.next") =>
    html`<a href="${link("week", { week: formatDay(start) })}">${words.text(key)}</a>`;
  return html`<p class="headline"><b>${figure("week_sessions", done, words.number(done))}</b> ${words.days(first, last)}${status === "ready" && html` · ${figure("predicted_sessions", likely, expected)}`}</p>
${weekColumns(columns, words, "seven")}
${(status !== "paused" || !isRunning) && html`<p>${insights.tip}</p>`}
${details(words.text("ui.table"), table(headings, rows))}
<p>${weekLink(monday - 7, "ui.week.previous")}${!isRunning && html` · ${weekLink(monday + 7, "ui.week.next")}`}</p>`;
}

function mondayOf(day: number): number {
  return day - isoWeekday(day) + 1;
}
