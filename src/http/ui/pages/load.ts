import { html } from "../../../markup/html.ts";
import type { RefusedCheckin } from "../forms/checkin-form.ts";
import { emptyCard, hasNothing, type Page, type PageContext, part } from "../page.ts";
import { checkinContent } from "../parts/checkin-tile.ts";
import { loadSigns } from "../parts/load-signs.ts";
import { loadContent } from "../parts/load-tile.ts";

/** The load of the last days relative to the person's own habit, anomalies, and today's check-in. */
export function loadPage(refused?: RefusedCheckin): Page {
  return async (context) => {
    const { services, userId, words } = context;
    const checkin = await part(context, words.text("ui.checkin.title"), () =>
      checkinContent(context, refused),
    );
    const risk = services.signalService.burnoutRisk(userId, words.locale);
    if (await hasNothing(risk)) {
      return html`<div class="tiles">${emptyCard(context)}${checkin}</div>`;
    }
    const known = await risk.catch(() => undefined);
    const tiles = await Promise.all([
      part(context, words.text("ui.load.title"), async () => loadContent(context, await risk)),
      unusual(context),
      known !== undefined &&
        known.measured_factors.length > 0 &&
        part(context, words.text("ui.load.signs"), () => loadSigns(known, words), true),
    ]);
    // A confirmation or refusal is visible without scrolling.
    const isFirst = refused !== undefined || context.done === "checked_in";
    return html`<div class="tiles">${isFirst ? [checkin, tiles] : [tiles, checkin]}</div>`;
  };
}

function unusual(context: PageContext) {
  const { services, userId, words } = context;
  return part(context, words.text("ui.load.unusual"), async () => {
    const report = await services.signalService.anomalies(userId, words.locale);
    const found = [...report.anomalies, ...report.changes].map(
      ({ name, description }) => html`<li><b>${name}</b> ${description}</li>`,
    );
    if (found.length === 0) {
      const tips = report.proactive_tips.map(({ message }) => message);
      return html`${[report.message ?? [], tips].flat().map((text) => html`<p>${text}</p>`)}`;
    }
    return html`<ul class="factors">${found}</ul>`;
  });
}
