import type { Colour } from "../../../domain/category-colour.ts";
import { Html, html } from "../../../markup/html.ts";
import type { Words } from "../words.ts";
import { rangesOf } from "./alike.ts";
import { coloured } from "./category-name.ts";

/** A rating with its interval, 0–100. */
export interface IntervalRow {
  readonly name: string;
  /** Of a category. */
  readonly colour?: Colour | undefined;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly sessions: number;
}

/** The scale begins and ends on a multiple of this. */
const STEP = 10;
const WIDTH = 100;

/** Groups as mark and interval on one scale, best first, with brackets around those that cannot be distinguished. */
export function intervalRows(rows: readonly IntervalRow[], words: Words): Html {
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const alike = rangesOf(sorted);
  const from = Math.floor(Math.min(...rows.map(({ lower }) => lower)) / STEP) * STEP;
  const to = Math.max(
    from + STEP,
    Math.ceil(Math.max(...rows.map(({ upper }) => upper)) / STEP) * STEP,
  );
  const x = (rating: number) => ((rating - from) / (to - from)) * WIDTH;
  const items = sorted.map(({ name, colour, value, lower, upper, sessions }, index) => {
    const label = words.text("ui.patterns.group", {
      rating: words.number(value),
      lower: words.number(lower),
      upper: words.number(upper),
      sessions,
    });
    const brackets = alike.map(
      ({ first, last }) => html`<i${index >= first && index <= last && html` class="in"`}></i>`,
    );
    return html`<li><b>${coloured(name, colour)}</b><svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">${marks(x(value), x(lower), x(upper))}</svg><span class="alike" aria-hidden="true">${brackets}</span><small>${label}</small></li>`;
  });
  const sentences = alike.map(({ first, last }) => {
    const names = { first: sorted[first]?.name ?? "", last: sorted[last]?.name ?? "" };
    const isAll = first === 0 && last === sorted.length - 1;
    return html`<p class="quiet">${isAll ? words.text("ui.patterns.alike.all") : words.text("ui.patterns.alike", names)}</p>`;
  });
  return html`<ul class="intervals">${items}</ul><p class="scale" aria-hidden="true"><span>${from}</span><span>${to}</span></p>${sentences}`;
}

function marks(value: number, lower: number, upper: number): Html {
  const width = Math.max(1, upper - lower).toFixed(1);
  return new Html(
    `<rect class="band" x="${lower.toFixed(1)}" y="2" width="${width}" height="6"/>` +
      `<rect class="mark" x="${(value - 0.5).toFixed(1)}" y="0" width="1" height="10"/>`,
  );
}
