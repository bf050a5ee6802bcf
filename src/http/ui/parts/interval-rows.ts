import { Html, html } from "../../../markup/html.ts";
import type { Words } from "../words.ts";

/** A rating with its interval, 0–100. */
export interface IntervalRow {
  readonly name: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly sessions: number;
}

/** Groups as mark and interval on one scale, best first. */
export function intervalRows(rows: readonly IntervalRow[], words: Words): Html {
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const items = sorted.map(({ name, value, lower, upper, sessions }) => {
    const label = words.text("ui.patterns.group", {
      rating: words.number(value),
      lower: words.number(lower),
      upper: words.number(upper),
      sessions,
    });
    return html`<li><b>${name}</b><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${marks(value, lower, upper)}</svg><span>${label}</span></li>`;
  });
  return html`<ul class="intervals">${items}</ul>`;
}

function marks(value: number, lower: number, upper: number): Html {
  const width = Math.max(1, upper - lower).toFixed(1);
  return new Html(
    `<rect class="band" x="${lower.toFixed(1)}" y="3" width="${width}" height="4"/>` +
      `<rect class="mark" x="${(value - 0.6).toFixed(1)}" y="1" width="1.2" height="8"/>`,
  );
}
