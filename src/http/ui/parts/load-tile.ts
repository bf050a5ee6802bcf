import { type Html, html } from "../../../markup/html.ts";
import type { BurnoutRisk } from "../../../schemas/burnout-risk.ts";
import { basis, type PageContext } from "../page.ts";
import { details, figure } from "./figure.ts";

/** The level in words, and the factors that raised it. */
export function loadContent({ words }: PageContext, answer: BurnoutRisk): Html {
  const hasFactors = answer.risk_factors.length > 0;
  const isNoted = answer.risk_level === "low" && hasFactors;
  const level = words.text(isNoted ? "ui.load.low_noted" : `ui.load.${answer.risk_level}`);
  const factors = answer.risk_factors.map(
    ({ name, message }) => html`<li><b>${name}</b> ${message}</li>`,
  );
  return html`<p class="headline">${figure("risk_level", answer.risk_level, level)}</p>
${factors.length === 0 ? "" : html`<ul class="factors">${factors}</ul>`}
${answer.recommendations.map((text) => html`<p>${text}</p>`)}
${details(words.text("ui.why"), basis(answer.data, words))}`;
}
