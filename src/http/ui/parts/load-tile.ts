import { type Html, html } from "../../../markup/html.ts";
import type { BurnoutRisk } from "../../../schemas/burnout-risk.ts";
import { basis, type ShownContext } from "../page.ts";
import { details, figure } from "./figure.ts";

/** The level in words, and the factors that raised it. */
export function loadContent({ words }: ShownContext, answer: BurnoutRisk): Html {
  const level = words.text(`ui.load.${levelOf(answer)}`);
  const factors = answer.risk_factors.map(
    ({ name, message }) => html`<li><b>${name}</b> ${message}</li>`,
  );
  return html`<p class="headline">${figure("risk_level", answer.risk_level, level)}</p>
${factors.length === 0 ? "" : html`<ul class="factors">${factors}</ul>`}
${answer.recommendations.map((text) => html`<p>${text}</p>`)}
${answer.risk_level !== "unknown" && details(words.text("ui.why"), basis(answer.data, words))}`;
}

function levelOf({ risk_level, risk_factors, measured_factors, unmeasured_factors }: BurnoutRisk) {
  if (risk_level !== "low") return risk_level;
  if (risk_factors.length > 0) return "low_noted";
  // Without a past to compare with nothing is usual yet.
  return unmeasured_factors.length > measured_factors.length ? "low_early" : "low";
}
