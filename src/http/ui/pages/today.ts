import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { MessageKey } from "../../../messages/en.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { RefusedSession } from "../forms/session-form.ts";
import type { PageName } from "../layout.ts";
import {
  emptyCard,
  hasNothing,
  type Page,
  part,
  type ShownContext,
  type ShownPage,
} from "../page.ts";
import { bestHours } from "../parts/best-hours.ts";
import { dayLine } from "../parts/day-line.ts";
import { dayNow } from "../parts/day-now.ts";
import { heatMap } from "../parts/heat-map.ts";
import { loadContent } from "../parts/load-tile.ts";
import { nextShown } from "../parts/next-content.ts";
import { sessionTile } from "../parts/session-tile.ts";
import { todayContent, yesterdayContent } from "../parts/today-tiles.ts";
import { weekContent } from "../parts/week-tile.ts";
import { pastWeek } from "./week.ts";

/** The day's timeline; omitted while it is empty. */
async function dayTile(
  context: ShownContext,
  prediction: Promise<TodayPrediction>,
): Promise<Html | undefined> {
  let isEmpty = false;
  const make = async () => {
    const line = await dayLine(context, await prediction);
    isEmpty = line === undefined;
    return html`${line}`;
  };
  const made = await part(context, context.words.text("ui.day_line.title"), make, true);
  return isEmpty ? undefined : made;
}

/** The first tile about a session: the running one, or the next. */
interface SessionTile {
  readonly tile: Html;
  /** Whether it comes before the count of the day. */
  readonly isFirst: boolean;
}

/** The morning's overview: how many sessions, when, with which preset, and the headline of every other page. */
export function todayPage(refused?: RefusedSession): Page {
  return async (context) => {
    const prediction = predictionOf(context);
    const isEmpty = await hasNothing(prediction);
    const known = await prediction.catch(() => undefined);
    const session = await sessionTile(context, known, refused);
    if (!isEmpty) return overview(context, prediction, session);
    const news = newsOf(context, known);
    return html`<div class="tiles"${news}>${session.tile}${emptyCard(context)}</div>`;
  };
}

/** The same overview where no session can be begun. */
export const shownToday: ShownPage = async (context) => {
  const tile = await part(context, context.words.text("ui.next.title"), () => nextShown(context));
  return overview(context, predictionOf(context), { tile, isFirst: false });
};

function predictionOf({ services, userId, words }: ShownContext): Promise<TodayPrediction> {
  return services.predictionService.today(userId, undefined, words.locale);
}

function newsOf({ words }: ShownContext, known: TodayPrediction | undefined): Piece {
  return known && html` data-news="${dayNow(known, words)}"`;
}

async function overview(
  context: ShownContext,
  prediction: Promise<TodayPrediction>,
  session: SessionTile,
): Promise<Html> {
  const { services, userId, words, link } = context;
  const { locale } = words;
  const known = await prediction.catch(() => undefined);
  const count = part(context, words.text("ui.today.count"), async () =>
    todayContent(context, await prediction, await yesterdayContent(context)),
  );
  const to = (page: PageName, key: MessageKey) =>
    html`<a href="${link(page)}">${words.text(key)}</a>`;
  const tiles = await Promise.all([
    // A running session or a confirmation comes first.
    ...(session.isFirst ? [session.tile, count] : [count, session.tile]),
    dayTile(context, prediction),
    // While paused there is nothing on either side of today.
    known?.data.status !== "paused" &&
      part(
        context,
        to("week", "ui.week.title"),
        async () => {
          const week = await services.predictionService.week(userId, undefined, locale);
          return weekContent(context, await pastWeek(context), week);
        },
        true,
      ),
    part(context, to("patterns", "ui.patterns.title"), async () => {
      const { heatmap, analysis } = await services.analysisService.analysis(userId);
      const map = heatMap(heatmap, words) ?? html`<p>${words.text("ui.patterns.unrated")}</p>`;
      return html`${bestHours(analysis.best_hours, words)}${map}`;
    }),
    part(context, to("load", "ui.load.title"), async () =>
      loadContent(context, await services.signalService.burnoutRisk(userId, locale)),
    ),
    part(
      context,
      to("record", "ui.record.title"),
      async () => {
        const { summary } = await services.trackRecordService.trackRecord(userId, 90, locale);
        return html`${summary.slice(0, 2).map((text) => html`<p>${text}</p>`)}`;
      },
      true,
    ),
  ]);
  return html`<div class="tiles"${newsOf(context, known)}>${tiles}</div>`;
}
