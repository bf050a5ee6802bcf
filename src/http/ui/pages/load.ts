import { html } from "../../../markup/html.ts";
import { emptyCard, type Page, part } from "../page.ts";
import { loadContent } from "../parts/load-tile.ts";

/** How heavy the last days were by the person's own measure, and what is out of the ordinary. */
export const loadPage: Page = async (context) => {
  const { services, userId, words } = context;
  const answer = await services.signalService.burnoutRisk(userId, words.locale);
  if (answer.data.sessions === 0) return html`<div class="tiles">${emptyCard(context)}</div>`;
  const tiles = await Promise.all([
    part(context, words.text("ui.load.title"), () => loadContent(context, answer)),
    part(context, words.text("ui.load.unusual"), async () => {
      const report = await services.signalService.anomalies(userId, words.locale);
      const found = [...report.anomalies, ...report.changes].map(
        ({ name, description }) => html`<li><b>${name}</b> ${description}</li>`,
      );
      if (found.length === 0) {
        // Beside a factor of load this would read as its denial.
        const quiet =
          answer.risk_factors.length === 0 ? "ui.load.nothing" : "ui.load.nothing_daily";
        return html`<p>${words.text(quiet)}</p>`;
      }
      return html`<ul class="factors">${found}</ul>`;
    }),
  ]);
  return html`<div class="tiles">${tiles}</div>`;
};
