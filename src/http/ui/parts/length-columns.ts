import { type Html, html } from "../../../markup/html.ts";
import type { SessionLength } from "../../../services/days/day-service.ts";
import type { Words } from "../words.ts";
import { details, table } from "./figure.ts";
import { bar } from "./week-columns.ts";

/** Sessions of two hours and longer share one column. */
const LAST = 12;

/** Completed sessions by length, in columns of ten minutes. */
export function lengthColumns(lengths: readonly SessionLength[], words: Words): Html {
  const counts = new Array<number>(LAST + 1).fill(0);
  for (const { tens, sessions } of lengths) {
    const column = Math.min(LAST, tens);
    counts[column] = (counts[column] ?? 0) + sessions;
  }
  const used = counts.flatMap((count, tens) => (count > 0 ? [tens] : []));
  const from = used[0] ?? 0;
  const shown = counts.slice(from, (used.at(-1) ?? 0) + 1);
  const highest = Math.max(1, ...shown);
  const lengthOf = (tens: number) =>
    words.text("ui.minutes", { minutes: tens < LAST ? `${tens * 10}–${tens * 10 + 9}` : "120+" });
  const sessionsOf = (sessions: number) => words.text("ui.sessions.count", { sessions });
  const cells = shown.map((count, index) => {
    const tens = from + index;
    const label = `${lengthOf(tens)}: ${sessionsOf(count)}`;
    return html`<li data-point="${label}">${bar(count / highest)}<b>${words.number(count)}</b><span>${tens < LAST ? tens * 10 : "120+"}</span></li>`;
  });
  const rows = shown.map((count, index) => [lengthOf(from + index), words.number(count)]);
  const headings = [words.text("ui.sessions.length"), words.text("ui.sessions")];
  return html`<ol class="columns lengths" data-chart="line" aria-label="${words.text("ui.patterns.lengths")}">${cells}</ol>
<p class="quiet">${words.text("ui.patterns.lengths.legend")}</p>${details(words.text("ui.table"), table(headings, rows))}`;
}
