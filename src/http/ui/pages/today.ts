import { type Html, html } from "../../../markup/html.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { RefusedSession } from "../forms/session-form.ts";
import { emptyCard, type Page, type PageContext, part } from "../page.ts";
import { dayLine } from "../parts/day-line.ts";
import { heatMap } from "../parts/heat-map.ts";
import { loadContent } from "../parts/load-tile.ts";
import { sessionContent } from "../parts/session-tile.ts";
import { nextContent, todayContent, yesterdayContent } from "../parts/today-tiles.ts";
import { weekContent } from "../parts/week-tile.ts";
import { pastWeek } from "./week.ts";

/** Left out while there is nothing in it. */
async function dayTile(context: PageContext, today: TodayPrediction): Promise<Html | undefined> {
  let isEmpty = false;
  const make = async () => {
    const line = await dayLine(context, today);
    isEmpty = line === undefined;
    return html`${line}`;
  };
  const made = await part(context, context.words.text("ui.day_line.title"), make, true);
  return isEmpty ? undefined : made;
}

/** One glance in the morning: how many, when, which preset; and the headline of every other page. */
export function todayPage(refused?: RefusedSession): Page {
  return async (context) => {
    const { services, userId, words, link } = context;
    const { locale } = words;
    const today = await services.predictionService.today(userId, undefined, locale);
    const session = await part(
      context,
      words.text("ui.session.title"),
      () => sessionContent(context, today, refused),
      true,
    );
    if (today.data.sessions === 0)
      return html`<div class="tiles">${session}${emptyCard(context)}</div>`;
    const more = (page: Parameters<typeof link>[0]) =>
      html`<p><a href="${link(page)}">${words.text("ui.more")}</a></p>`;
    const tiles = await Promise.all([
      part(context, words.text("ui.today.title"), async () =>
        todayContent(context, today, await yesterdayContent(context)),
      ),
      part(context, words.text("ui.next.title"), async () => {
        const answer = await services.recommendationService.recommend(userId, {}, locale);
        const { presets } = await services.settingsService.show(userId);
        return nextContent(context, answer, today, presets);
      }),
      dayTile(context, today),
      part(
        context,
        words.text("ui.week.title"),
        async () => {
          const week = await services.predictionService.week(userId, undefined, locale);
          return html`${weekContent(context, await pastWeek(context), week)}${more("week")}`;
        },
        true,
      ),
      part(context, words.text("ui.patterns.title"), async () => {
        const { heatmap } = await services.analysisService.analysis(userId);
        const picture =
          heatMap(heatmap, words) ?? html`<p>${words.text("ui.patterns.unrated")}</p>`;
        return html`${picture}${more("patterns")}`;
      }),
      part(context, words.text("ui.load.title"), async () => {
        const answer = await services.signalService.burnoutRisk(userId, locale);
        return html`${loadContent(context, answer)}${more("load")}`;
      }),
      part(
        context,
        words.text("ui.record.title"),
        async () => {
          const { summary } = await services.trackRecordService.trackRecord(userId, 90, locale);
          return html`${summary.slice(0, 2).map((text) => html`<p>${text}</p>`)}${more("record")}`;
        },
        true,
      ),
    ]);
    return html`<div class="tiles">${session}${tiles}</div>`;
  };
}
