import { presetName } from "../../../domain/preset.ts";
import { html } from "../../../markup/html.ts";
import type { Analysis } from "../../../schemas/analysis.ts";
import { formatDay, isoWeekday, parseDay } from "../../../time/calendar.ts";
import { basis, emptyCard, type Page, type PageContext, part } from "../page.ts";
import { details } from "../parts/figure.ts";
import { heatMap } from "../parts/heat-map.ts";
import { type IntervalRow, intervalRows } from "../parts/interval-rows.ts";
import { yearOfDays } from "../parts/year.ts";

/** When, and on what, sessions go well. */
export const patternsPage: Page = async (context) => {
  const { services, userId, words } = context;
  const { analysis, heatmap, data } = await services.analysisService.analysis(userId);
  const days = await pastYear(context);
  if (days.every(({ completed, abandoned }) => completed + abandoned === 0)) {
    return html`<div class="tiles">${emptyCard(context)}</div>`;
  }
  const { presets } = await services.settingsService.show(userId);
  const unrated = html`<p>${words.text("ui.patterns.unrated")}</p>`;
  const groups = (title: string, rows: readonly IntervalRow[]) =>
    part(context, title, () => (rows.length === 0 ? unrated : intervalRows(rows, words)));
  const tiles = await Promise.all([
    part(
      context,
      words.text("ui.patterns.title"),
      () =>
        html`${heatMap(heatmap, words) ?? unrated}<p class="quiet">${words.text("ui.patterns.legend")}</p>${details(words.text("ui.why"), basis(data, words))}`,
      true,
    ),
    groups(
      words.text("ui.patterns.presets"),
      rowsOf(analysis.productivity_by_preset, (id) => presetName(id, presets)),
    ),
    groups(words.text("ui.patterns.categories"), rowsOf(analysis.productivity_by_category)),
    part(context, words.text("ui.patterns.months"), () => yearOfDays(days, words), true),
  ]);
  return html`<div class="tiles">${tiles}</div>`;
};

type Groups = Analysis["analysis"]["productivity_by_preset"];

function rowsOf(groups: Groups, nameOf = (id: string) => id): IntervalRow[] {
  return Object.entries(groups).map(([id, group]) => ({
    name: nameOf(id),
    value: group.shrunken_rating,
    lower: group.interval.lower,
    upper: group.interval.upper,
    sessions: group.session_count,
  }));
}

/** Whole weeks up to this one, Monday first, a little more than a year. */
async function pastYear({ services, userId, today }: PageContext) {
  const day = parseDay(today) ?? 0;
  const monday = day - isoWeekday(day) + 1;
  const range = { from: formatDay(monday - 52 * 7), to: formatDay(day) };
  return (await services.dayService.list(userId, range)).days;
}
