import { type Html, html } from "../../../markup/html.ts";
import type { DaySummary } from "../../../schemas/days.ts";
import type { WeekPrediction } from "../../../schemas/predictions.ts";
import { basis, type ShownContext } from "../page.ts";
import { likely } from "./count-band.ts";
import { details, figure, table } from "./figure.ts";
import { type WeekColumn, weekColumns } from "./week-columns.ts";

/** The past seven days, and the forecast of the next seven. */
export function weekContent(
  { words, today }: ShownContext,
  past: readonly DaySummary[],
  answer: WeekPrediction,
): Html {
  if (answer.data.status === "paused") return html`<p>${answer.message}</p>`;
  const total = answer.total_predicted_sessions;
  // A range is shown where it is the person's own.
  const isOwn = answer.data.status === "ready";
  const columns: WeekColumn[] = [
    ...past.map(({ date, completed }) => ({ kind: "past", date, sessions: completed }) as const),
    ...answer.predictions.map(
      ({ date, predicted_sessions, expected_sessions, sessions_interval: interval }) => {
        const expected = (isOwn && expected_sessions) || predicted_sessions;
        const one = { lower: predicted_sessions, upper: predicted_sessions };
        const { lower, upper } = (isOwn && interval) || one;
        return { kind: "coming", date, expected, lower, upper, isToday: date === today } as const;
      },
    ),
  ];
  const rows = columns.map((day) => [
    words.longDate(day.date),
    day.kind === "past"
      ? words.text("ui.week.was", { sessions: day.sessions })
      : words.range(day.lower, day.upper),
  ]);
  return html`<p>${figure("total_predicted_sessions", total, words.text("ui.week.total", { total }))} ${isOwn && answer.total_interval !== null && html` · ${likely(answer.total_interval, words, "total_interval")}`}</p>${!isOwn && html`<p>${words.text("ui.today.people")}</p>`}
${weekColumns(columns, words)}
<p class="quiet">${words.text(isOwn ? "ui.week.legend" : "ui.week.legend.people")}</p>
${details(words.text("ui.table"), table([words.text("ui.day"), words.text("ui.sessions")], rows))}
${details(words.text("ui.why"), basis(answer.data, words))}`;
}
