import { presetName } from "../../../domain/preset.ts";
import { html } from "../../../markup/html.ts";
import { emptyCard, type Page, part } from "../page.ts";
import { table } from "../parts/figure.ts";

/** Sessions on the page: the newest. */
const SHOWN = 50;

/** The newest sessions, and how to take them elsewhere. */
export const sessionsPage: Page = async (context) => {
  const { services, userId, words, link } = context;
  const { sessions, next_cursor } = await services.sessionService.list(userId, { limit: SHOWN });
  if (sessions.length === 0) return html`<div class="tiles">${emptyCard(context)}</div>`;
  const { presets } = await services.settingsService.show(userId);
  const rows = sessions.map(
    ({ start, duration_minutes, preset, category, task, rating, completed }) => {
      return [
        `${words.day(start.slice(0, 10))} ${start.slice(11, 16)}`,
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
    ["start", "length", "preset", "category", "task", "rating", "note"] as const
  ).map((name) => words.text(`ui.sessions.${name}`));
  const list = await part(
    context,
    words.text("ui.sessions.newest", { sessions: sessions.length }),
    () =>
      html`${table(headings, rows)}${next_cursor === null ? "" : html`<p class="quiet">${words.text("ui.sessions.more")}</p>`}
<p><a href="export?format=csv" download>${words.text("ui.sessions.export")}</a> · <a href="${link("import")}">${words.text("ui.import.title")}</a></p>`,
    true,
  );
  return html`<div class="tiles">${list}</div>`;
};
