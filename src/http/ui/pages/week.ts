import { html } from "../../../markup/html.ts";
import type { DaySummary } from "../../../schemas/days.ts";
import { formatDay, parseDay } from "../../../time/calendar.ts";
import { emptyCard, hasNothing, part, type ShownContext, type ShownPage } from "../page.ts";
import { pastWeekContent } from "../parts/past-week.ts";
import { weekContent } from "../parts/week-tile.ts";

/** The seven days before today. */
export async function pastWeek({
  services,
  userId,
  today,
}: ShownContext): Promise<readonly DaySummary[]> {
  const day = parseDay(today) ?? 0;
  const range = { from: formatDay(day - 7), to: formatDay(day - 1) };
  return (await services.dayService.list(userId, range)).days;
}

/** The past seven days, and the forecast of the next seven. */
export const weekPage: ShownPage = async (context) => {
  const { services, userId, words } = context;
  const prediction = services.predictionService.week(userId, undefined, words.locale);
  if (await hasNothing(prediction)) return html`<div class="tiles">${emptyCard(context)}</div>`;
  const week = await part(
    context,
    words.text("ui.week.title"),
    async () => {
      const answer = await prediction;
      return html`${weekContent(context, await pastWeek(context), answer)}${answer.message === undefined && html`<p>${answer.tip}</p>`}`;
    },
    true,
  );
  const past = await part(
    context,
    words.text("ui.week.past"),
    () => pastWeekContent(context),
    true,
  );
  return html`<div class="tiles">${context.week === undefined ? [week, past] : [past, week]}</div>`;
};
