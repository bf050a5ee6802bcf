import { presetName } from "../../../domain/preset.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { Analysis } from "../../../schemas/analysis.ts";
import type { CompletedDay } from "../../../services/days/day-service.ts";
import { type EpochDay, isoWeekday, parseDay } from "../../../time/calendar.ts";
import { basis, emptyCard, hasNothing, part, type ShownContext, type ShownPage } from "../page.ts";
import { bestHours } from "../parts/best-hours.ts";
import { coloursOf } from "../parts/category-name.ts";
import { details } from "../parts/figure.ts";
import { heatMap } from "../parts/heat-map.ts";
import { type IntervalRow, intervalRows } from "../parts/interval-rows.ts";
import { lengthColumns } from "../parts/length-columns.ts";
import { personalBests } from "../parts/personal-bests.ts";
import { yearOfDays } from "../parts/year.ts";

const WEEKS_BEFORE = 51;

/** The hours and categories in which sessions go well. */
export const patternsPage: ShownPage = async (context) => {
  const { services, userId, words } = context;
  const analysis = services.analysisService.analysis(userId);
  const yearOf = pastYear(context);
  const isBare = yearOf.then(
    (days) => days.every(({ completed }) => completed === 0),
    () => false,
  );
  if ((await hasNothing(analysis)) && (await isBare)) {
    return html`<div class="tiles">${emptyCard(context)}</div>`;
  }
  const unrated = html`<p>${words.text("ui.patterns.unrated")}</p>`;
  const hours = async () => {
    const { heatmap, data, analysis: found } = await analysis;
    return html`${bestHours(found.best_hours, words)}${heatMap(heatmap, words) ?? unrated}<p class="quiet">${words.text("ui.patterns.legend")}</p>${details(words.text("ui.why"), basis(data, words))}`;
  };
  const groups = (rows: readonly IntervalRow[]) =>
    rows.length === 0 ? unrated : intervalRows(rows, words);
  const presetGroups = async () => {
    const { presets } = await services.settingsService.show(userId);
    const { productivity_by_preset: found } = (await analysis).analysis;
    return groups(rowsOf(found, (id) => presetName(id, presets)));
  };
  const categoryGroups = async () => {
    const colourOf = coloursOf(await services.settingsService.show(userId));
    const rows = rowsOf((await analysis).analysis.productivity_by_category);
    return groups(rows.map((row) => ({ ...row, colour: colourOf(row.name) })));
  };
  const year = async () => {
    const days = await yearOf;
    return html`${await countedYear(context, days)}${personalBests(days, words)}`;
  };
  const lengths = async () => {
    const found = await services.dayService.lengths(userId, firstDay(context.today));
    if (found.length === 0) return html`<p>${words.text("ui.patterns.lengths.none")}</p>`;
    return lengthColumns(found, words);
  };
  const tiles = await Promise.all([
    part(context, words.text("ui.patterns.title"), hours),
    part(context, words.text("ui.patterns.presets"), presetGroups),
    part(context, words.text("ui.patterns.categories"), categoryGroups, true),
    part(context, words.text("ui.patterns.months"), year, true),
    part(context, words.text("ui.patterns.lengths"), lengths, true),
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

/** The year by sessions or by minutes, with a link to the other. */
async function countedYear(context: ShownContext, days: readonly CompletedDay[]): Promise<Html> {
  const { services, userId, words, link, by } = context;
  const [first, last] = [days[0], days.at(-1)];
  if (by === undefined || first === undefined || last === undefined) {
    const counts = days.map(({ date, completed }) => ({ date, amount: completed }));
    const other = link("patterns", { by: "minutes" });
    return html`${yearOfDays(counts, "sessions", words)}<p><a href="${other}#year">${words.text("ui.patterns.by_minutes")}</a></p>`;
  }
  const range = { from: first.date, to: last.date };
  const worked = (await services.dayService.list(userId, range)).days;
  const minutes = worked.map(({ date, minutes: amount }) => ({ date, amount }));
  return html`${yearOfDays(minutes, "minutes", words)}<p><a href="${link("patterns")}#year">${words.text("ui.patterns.by_sessions")}</a></p>`;
}

/** The days of the past year in whole weeks up to this one, Monday first. */
function pastYear({ services, userId, today }: ShownContext): Promise<readonly CompletedDay[]> {
  return services.dayService.completed(userId, firstDay(today));
}

function firstDay(today: string): EpochDay {
  const day = parseDay(today) ?? 0;
  return day - isoWeekday(day) + 1 - WEEKS_BEFORE * 7;
}
