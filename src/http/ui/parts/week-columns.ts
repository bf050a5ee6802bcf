import { Html, html } from "../../../markup/html.ts";
import type { Words } from "../words.ts";

/** A day in the week's chart: past sessions, or the forecast. */
export type WeekColumn =
  | { readonly kind: "past"; readonly date: string; readonly sessions: number }
  | {
      readonly kind: "coming";
      readonly date: string;
      readonly expected: number;
      readonly lower: number;
      readonly upper: number;
      readonly isToday: boolean;
    };

/** Height of the drawing in its own units. */
const HEIGHT = 100;
const WIDTH = 10;

/**
 * Bars for past days, bands with a line for forecasts. The drawing is stretched to its cell, so all texts are HTML beside
 * it and keep their size on a phone.
 */
export function weekColumns(
  columns: readonly WeekColumn[],
  words: Words,
  width: "seven" | "fourteen" = "fourteen",
): Html {
  const highest = Math.max(
    1,
    ...columns.map((day) => (day.kind === "past" ? day.sessions : day.upper)),
  );
  const y = (value: number) => HEIGHT - (HEIGHT * Math.min(value, highest)) / highest;
  const cells = columns.map((day) => {
    const shown = day.kind === "past" ? words.number(day.sessions) : rangeOf(day.lower, day.upper);
    const said =
      day.kind === "past"
        ? words.text("ui.sessions.count", { sessions: day.sessions })
        : words.range(day.lower, day.upper);
    const today = day.kind === "coming" && day.isToday ? " today" : "";
    return html`<li class="${day.kind}${today}" data-point="${words.longDate(day.date)}: ${said}">${column(drawing(day, y))}<b>${shown}</b><span>${words.weekday(day.date)}</span></li>`;
  });
  return html`<ol class="columns ${width}" data-chart="line">${cells}</ol>`;
}

function column(content: Html): Html {
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${content}</svg>`;
}

/**
 * One bar of a chart.
 * @param share of the highest bar, 0–1
 */
export function bar(share: number): Html {
  return column(rectangle("bar", HEIGHT - HEIGHT * share, HEIGHT * share));
}

function rangeOf(lower: number, upper: number): string {
  return lower === upper ? String(lower) : `${lower}–${upper}`;
}

function drawing(day: WeekColumn, y: (value: number) => number): Html {
  if (day.kind === "past") {
    return rectangle("bar", y(day.sessions), HEIGHT - y(day.sessions));
  }
  const top = y(day.upper);
  const band = rectangle("band", top, Math.max(1, y(day.lower) - top));
  const line = y(day.expected).toFixed(1);
  return html`${band}<line class="line" x1="0" x2="${WIDTH}" y1="${line}" y2="${line}" vector-effect="non-scaling-stroke"/>`;
}

function rectangle(name: string, top: number, height: number): Html {
  return new Html(
    `<rect class="${name}" x="0.5" width="9" y="${top.toFixed(1)}" height="${height.toFixed(1)}"/>`,
  );
}
