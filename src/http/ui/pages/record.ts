import { html } from "../../../markup/html.ts";
import { part, type ShownPage } from "../page.ts";
import { details, figure, table } from "../parts/figure.ts";
import { recordColumns } from "../parts/record-columns.ts";

/** The forecasts of the last ninety mornings beside the actual numbers. */
export const recordPage: ShownPage = async (context) => {
  const { services, userId, words } = context;
  const content = await part(
    context,
    words.text("ui.record.title"),
    async () => {
      const answer = await services.trackRecordService.trackRecord(userId, 90, words.locale);
      const sentences = answer.summary.map((text) => html`<p>${text}</p>`);
      if (answer.sessions === null) return html`${sentences}`;
      const { inside, promised_share, inside_share, mean_miss, weekday_mean_miss } =
        answer.sessions;
      const rows = answer.days
        .toReversed()
        .map((day) => [
          words.longDate(day.date),
          words.range(day.lower, day.upper),
          words.number(day.sessions),
        ]);
      const headings = [
        words.text("ui.day"),
        words.text("ui.record.said"),
        words.text("ui.record.came"),
      ];
      return html`${sentences}${recordColumns(answer.days, words)}
<p class="quiet">${words.text("ui.record.legend")}</p>
<dl><div><dt>${words.text("ui.record.inside")}</dt><dd>${figure("inside", inside, inside)} (${figure("inside_share", inside_share, words.percent(inside_share))})</dd></div>
<div><dt>${words.text("ui.record.promised")}</dt><dd>${figure("promised_share", promised_share, words.percent(promised_share))}</dd></div>
<div><dt>${words.text("ui.record.miss")}</dt><dd>${figure("mean_miss", mean_miss, words.number(mean_miss))}</dd></div>
<div><dt>${words.text("ui.record.weekday_miss")}</dt><dd>${figure("weekday_mean_miss", weekday_mean_miss, words.number(weekday_mean_miss))}</dd></div></dl>
${details(words.text("ui.table"), table(headings, rows))}`;
    },
    true,
  );
  return html`<div class="tiles">${content}</div>`;
};
