import { Html, html } from "../../../markup/html.ts";
import type { BurnoutRisk, LoadEvidence } from "../../../schemas/burnout-risk.ts";
import type { Words } from "../words.ts";
import { figure } from "./figure.ts";

type Sign = BurnoutRisk["measured_factors"][number];
type Change = NonNullable<LoadEvidence["change"]>;

/** Changes beyond this are drawn at the edge; the text beside them has the figures. */
const EDGE = 50;

/** Every sign of load: the last seven days against the person's own usual, and how much of that is no luck. */
export function loadSigns(
  { measured_factors: signs, unmeasured_factors: unknown }: BurnoutRisk,
  words: Words,
): Html {
  const rows = signs.map((sign) => row(sign, words));
  const isCompared = signs.some(({ evidence }) => evidence.change !== null);
  const names = unknown.map((factor) => words.text(`ui.load.sign.${factor}`)).join(", ");
  return html`<ul class="intervals">${rows}</ul>
${isCompared && html`<p class="quiet">${words.text("ui.load.legend")}</p>`}${unknown.length > 0 && html`<p class="quiet">${words.text("ui.load.unmeasured", { names })}</p>`}`;
}

function row({ factor, value, evidence }: Sign, words: Words): Html {
  const { recent, baseline, unit, change } = evidence;
  const amount = (of: number | null) => (of === null ? "–" : words.text(`ui.load.${unit}`, { of }));
  const text =
    baseline === null
      ? amount(recent)
      : words.text("ui.load.usually", { recent: amount(recent), usual: amount(baseline) });
  const picture = change === null ? html`<span></span>` : drawing(change);
  return html`<li><b>${words.text(`ui.load.sign.${factor}`)}</b>${picture}<small>${figure(factor, value, text)}${change !== null && html`<br>${likelyChange(change, words)}`}</small></li>`;
}

function likelyChange({ interval, unit }: Change, words: Words): string {
  const { lower, upper, probability } = interval;
  const signed = (change: number) => {
    const whole = Math.round(change);
    const sign = whole > 0 ? "+" : whole < 0 ? "−" : "";
    return `${sign}${words.number(Math.abs(whole))}`;
  };
  return words.text(`ui.load.change.${unit}`, {
    lower: signed(lower),
    upper: signed(upper),
    probability: words.percent(probability),
  });
}

/** No change is in the middle, more strain on the right. */
function drawing({ interval, estimate }: Change): Html {
  const x = (change: number) => EDGE + Math.max(-EDGE, Math.min(EDGE, change));
  const width = Math.max(1, x(interval.upper) - x(interval.lower)).toFixed(1);
  return new Html(
    `<svg viewBox="0 0 ${2 * EDGE} 10" preserveAspectRatio="none" aria-hidden="true">` +
      `<rect class="band" x="${x(interval.lower).toFixed(1)}" y="2" width="${width}" height="6"/>` +
      `<line class="line" x1="${EDGE}" x2="${EDGE}" y1="0" y2="10" vector-effect="non-scaling-stroke"/>` +
      `<rect class="mark" x="${(x(estimate) - 0.5).toFixed(1)}" y="1" width="1" height="8"/></svg>`,
  );
}
