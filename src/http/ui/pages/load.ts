import { html, type Piece } from "../../../markup/html.ts";
import type { BurnoutRisk } from "../../../schemas/burnout-risk.ts";
import type { RefusedCheckin } from "../forms/checkin-form.ts";
import {
  emptyCard,
  hasNothing,
  type Page,
  part,
  type ShownContext,
  type ShownPage,
} from "../page.ts";
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
    const tiles = await loadTiles(context, risk);
    // A confirmation or refusal is visible without scrolling.
    const isFirst = refused !== undefined || context.done === "checked_in";
    return html`<div class="tiles">${isFirst ? [checkin, tiles] : [tiles, checkin]}</div>`;
  };
}

/** The same page without a check-in. */
export const shownLoad: ShownPage = async (context) => {
  const { services, userId, words } = context;
  const risk = services.signalService.burnoutRisk(userId, words.locale);
  return html`<div class="tiles">${await loadTiles(context, risk)}</div>`;
};

async function loadTiles(context: ShownContext, risk: Promise<BurnoutRisk>): Promise<Piece> {
  const { words } = context;
  const known = await risk.catch(() => undefined);
  return Promise.all([
    part(context, words.text("ui.load.title"), async () => loadContent(context, await risk)),
    unusual(context),
    known !== undefined &&
      known.measured_factors.length > 0 &&
      part(context, words.text("ui.load.signs"), () => loadSigns(known, words), true),
  ]);
}

function unusual(context: ShownContext) {
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
