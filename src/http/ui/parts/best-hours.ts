import { type Html, html, type Piece } from "../../../markup/html.ts";
import { hourText } from "../../../services/answers/clock-text.ts";
import type { Words } from "../words.ts";
import { figure } from "./figure.ts";

const HOURS = 24;

/** The best hours as stretches such as `8:00–12:00`; nothing while no hour stands out. */
export function bestHours(hours: readonly number[], words: Words): Piece {
  if (hours.length === 0) return "";
  const stretches = stretchesOf(hours.toSorted((a, b) => a - b))
    .map(({ from, to }) => `${hourText(from)}–${hourText(to)}`)
    .join(", ");
  const text: Html = figure("best_hours", hours.join(","), stretches);
  return html`<p>${words.text("ui.patterns.best_hours")} ${text}</p>`;
}

/** Consecutive hours as one stretch, up to the end of the last. */
function stretchesOf(hours: readonly number[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const hour of hours) {
    const last = stretches.at(-1);
    if (last?.to === hour) last.to = hour + 1;
    else stretches.push({ from: hour, to: hour + 1 });
  }
  return stretches.map(({ from, to }) => ({ from, to: to % HOURS }));
}
