import { presetName } from "../../../domain/preset.ts";
import { ServiceError } from "../../../errors.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { SessionBody, SessionList } from "../../../schemas/sessions.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import type { TakenSession } from "../../../sessions/session-service.ts";
import { CARRIED, carriedSession } from "../forms/carried-session.ts";
import { emptyCard, type Page, type PageContext, part } from "../page.ts";
import { coloured, coloursOf } from "../parts/category-name.ts";
import { table, tile } from "../parts/figure.ts";
import { form, notice, submit } from "../parts/form.ts";
import { type AskedFilter, askedFilter, filterForm } from "../parts/session-filter.ts";

/** Sessions per page, newest first. */
const SHOWN = 50;

/**
 * The newest sessions, with a filter and exports.
 * @param deleted the session whose deletion this page confirms
 */
export function sessionsPage(deleted?: TakenSession): Page {
  return async (context) => {
    const { services, userId, words, cursor } = context;
    const asked = askedFilter(context);
    const confirmation = confirmationOf(context, deleted);
    const isWhole = cursor === undefined && Object.keys(context.filter).length === 0;
    const page = { limit: SHOWN, ...asked.query, ...(cursor !== undefined && { cursor }) };
    const listing = services.sessionService.list(userId, page);
    const found = await listing.catch((thrown: unknown) => {
      // An address that asks for what cannot be is refused as a whole.
      if (thrown instanceof ServiceError && thrown.fields.length > 0) throw thrown;
      return undefined;
    });
    if (found?.sessions.length === 0 && isWhole)
      return html`<div class="tiles">${confirmation && html`<section class="tile wide">${confirmation}</section>`}${emptyCard(context)}</div>`;
    const key = isWhole ? "newest" : cursor === undefined ? "found" : "before";
    const title =
      found === undefined
        ? words.text("ui.sessions")
        : words.text(`ui.sessions.${key}`, { sessions: found.sessions.length });
    const list = await part(
      context,
      title,
      async () => html`${confirmation}${await filtered(context, await listing, asked)}`,
      true,
    );
    return html`<div class="tiles">${list}${elsewhere(context)}</div>`;
  };
}

/** The list under its filter. */
async function filtered(
  context: PageContext,
  { sessions, next_cursor }: SessionList,
  { problems }: AskedFilter,
): Promise<Html> {
  const { services, userId, words, link, filter } = context;
  const settings = await services.settingsService.show(userId);
  const { presets } = settings;
  const categories = await services.categoryService.inUse(userId);
  const more =
    next_cursor !== null &&
    html`<p><a href="${link("sessions", { ...filter, cursor: next_cursor })}">${words.text("ui.sessions.more")}</a></p>`;
  return html`${filterForm(context, presets, categories, problems)}${sessions.length > 0 && listOf(context, sessions, settings)}${more}`;
}

/** How sessions are taken elsewhere, and brought along from there. */
function elsewhere({ words, link }: PageContext): Html {
  return tile(
    words.text("ui.sessions.elsewhere"),
    html`<ul class="links"><li><a href="${link("import")}">${words.text("ui.import.title")}</a></li><li><a href="export?format=csv" download>${words.text("ui.sessions.export")}</a></li></ul>`,
    true,
  );
}

/** The confirmation of a form; after a deletion with a form that restores the session. */
function confirmationOf(context: PageContext, deleted: TakenSession | undefined): Piece {
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
  settings: SettingsBody,
): Html {
  const { words } = context;
  const { presets } = settings;
  const colourOf = coloursOf(settings);
  const rows = sessions.map(
    ({ id, start, duration_minutes, preset, category, task, rating, completed }) => [
      html`<a href="${context.link("session", { id })}">${when(start, context)}</a>`,
      words.text("ui.minutes", { minutes: words.number(duration_minutes) }),
      presetName(preset, presets),
      coloured(category, colourOf(category)),
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
