import { presetName } from "../../../domain/preset.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { SessionBody } from "../../../schemas/sessions.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import { CARRIED, carriedSession } from "../forms/carried-session.ts";
import { emptyCard, type Page, type PageContext, part } from "../page.ts";
import { table } from "../parts/figure.ts";
import { form, notice, submit } from "../parts/form.ts";
import { askedFilter, filterForm } from "../parts/session-filter.ts";

/** Sessions per page, newest first. */
const SHOWN = 50;

/**
 * The newest sessions, with a filter and exports.
 * @param deleted the session whose deletion this page confirms
 */
export function sessionsPage(deleted?: SessionBody): Page {
  return async (context) => {
    const { services, userId, words, link, cursor } = context;
    const { query, problems } = askedFilter(context);
    const { sessions, next_cursor } = await services.sessionService.list(userId, {
      ...{ limit: SHOWN, ...query },
      ...(cursor !== undefined && { cursor }),
    });
    const isWhole = cursor === undefined && Object.keys(context.filter).length === 0;
    const said = saidOf(context, deleted);
    if (sessions.length === 0 && isWhole)
      return html`<div class="tiles">${said && html`<section class="tile wide">${said}</section>`}${emptyCard(context)}</div>`;
    const { presets } = await services.settingsService.show(userId);
    const categories = await services.categoryService.inUse(userId);
    const key = isWhole ? "newest" : cursor === undefined ? "found" : "before";
    const more =
      next_cursor !== null &&
      html`<p><a href="${link("sessions", { ...context.filter, cursor: next_cursor })}">${words.text("ui.sessions.more")}</a></p>`;
    const list = await part(
      context,
      words.text(`ui.sessions.${key}`, { sessions: sessions.length }),
      () =>
        html`${said}${filterForm(context, presets, categories, problems)}${sessions.length > 0 && listOf(context, sessions, presets)}${more}
<p><a href="export?format=csv" download>${words.text("ui.sessions.export")}</a> · <a href="${link("import")}">${words.text("ui.import.title")}</a></p>`,
      true,
    );
    return html`<div class="tiles">${list}</div>`;
  };
}

/** The confirmation of a form; after a deletion with a form that restores the session. */
function saidOf(context: PageContext, deleted: SessionBody | undefined): Piece {
  const { words, done } = context;
  if (deleted !== undefined) {
    const carried = html`<input type="hidden" name="${CARRIED}" value="${carriedSession(deleted)}">`;
    const undo = submit(words.text("ui.sessions.undo"), undefined, false);
    return html`${notice(words.text("ui.sessions.deleted"), "done")}${form(context, "restore", [carried, undo])}`;
  }
  const isSaid = done === "changed" || done === "deleted" || done === "restored";
  return isSaid && notice(words.text(`ui.sessions.${done}`), "done");
}

function listOf(
  context: PageContext,
  sessions: readonly SessionBody[],
  presets: SettingsBody["presets"],
): Html {
  const { words } = context;
  const rows = sessions.map(
    ({ id, start, duration_minutes, preset, category, task, rating, completed }) => [
      html`<a href="${context.link("session", { id })}">${when(start, context)}</a>`,
      words.text("ui.minutes", { minutes: words.number(duration_minutes) }),
      presetName(preset, presets),
      category,
      task ?? "",
      rating === null ? "–" : words.number(rating),
      completed ? "" : words.text("ui.sessions.given_up"),
    ],
  );
  const headings = (
    ["start", "length", "preset", "category", "task", "rating", "state"] as const
  ).map((name) => words.text(`ui.sessions.${name}`));
  return table(headings, rows, "stacked");
}

/** The start, with the year unless it is this year. */
function when(start: string, { words, today }: PageContext): string {
  const year = start.slice(0, 4) === today.slice(0, 4) ? "" : ` ${start.slice(0, 4)}`;
  return `${words.day(start.slice(0, 10))}${year}, ${start.slice(11, 16)}`;
}
