import { presetName } from "../../../domain/preset.ts";
import { html } from "../../../markup/html.ts";
import { emptyCard, type Page, type PageContext, part } from "../page.ts";
import { table } from "../parts/figure.ts";
import { notice } from "../parts/form.ts";

/** Sessions on the page: the newest. */
const SHOWN = 50;

/** The newest sessions, and how to take them elsewhere. */
export const sessionsPage: Page = async (context) => {
  const { services, userId, words, link, lang, cursor, done } = context;
  const { sessions, next_cursor } = await services.sessionService.list(userId, {
    ...{ limit: SHOWN },
    ...(cursor !== undefined && { cursor }),
  });
  const address = (page: string, query: Record<string, string>) =>
    `${page}?${new URLSearchParams({ ...query, ...(lang && { lang }) })}`;
  if (sessions.length === 0 && cursor === undefined)
    return html`<div class="tiles">${emptyCard(context)}</div>`;
  const { presets } = await services.settingsService.show(userId);
  const rows = sessions.map(
    ({ id, start, duration_minutes, preset, category, task, rating, completed }) => {
      return [
        html`<a href="${address("session", { id })}">${when(start, context)}</a>`,
        words.text("ui.minutes", { minutes: words.number(duration_minutes) }),
        presetName(preset, presets),
        category,
        task ?? "",
        rating === null ? "–" : words.number(rating),
        completed ? "" : words.text("ui.sessions.given_up"),
      ];
    },
  );
  const headings = (
    ["start", "length", "preset", "category", "task", "rating", "state"] as const
  ).map((name) => words.text(`ui.sessions.${name}`));
  const isSaid = done === "changed" || done === "deleted";
  const said = isSaid && notice(words.text(`ui.sessions.${done}`), "done");
  const list = await part(
    context,
    words.text(cursor === undefined ? "ui.sessions.newest" : "ui.sessions.before", {
      sessions: sessions.length,
    }),
    () =>
      html`${said}${table(headings, rows, "stacked")}${next_cursor === null ? "" : html`<p><a href="${address("sessions", { cursor: next_cursor })}">${words.text("ui.sessions.more")}</a></p>`}
<p><a href="export?format=csv" download>${words.text("ui.sessions.export")}</a> · <a href="${link("import")}">${words.text("ui.import.title")}</a></p>`,
    true,
  );
  return html`<div class="tiles">${list}</div>`;
};

/** With the year where it is another one than this. */
function when(start: string, { words, today }: PageContext): string {
  const year = start.slice(0, 4) === today.slice(0, 4) ? "" : ` ${start.slice(0, 4)}`;
  return `${words.day(start.slice(0, 10))}${year}, ${start.slice(11, 16)}`;
}
