import { type Html, html } from "../../../markup/html.ts";
import type { Analysis } from "../../../schemas/analysis.ts";
import type { Words } from "../words.ts";

/** A Monday, from which the short names of the weekdays are formatted. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
/** The number of rated sessions from which a cell has its full size. */
const FULL_SIZE = 12;
const LEVELS = 5;

type Heatmap = Analysis["heatmap"];

/** A heat map of hours × weekdays: the colour shows the expected rating, the size the number of rated sessions. */
export function heatMap(heatmap: Heatmap, words: Words): Html | null {
  const weekdays = Object.values(heatmap);
  const cells = weekdays.flatMap((hours) => Object.values(hours));
  const worked = cells.filter(({ sessions }) => sessions > 0);
  if (worked.length === 0) return null;
  const hours = hoursOf(weekdays);
  const ratings = worked.flatMap(({ expected_rating }) => expected_rating ?? []);
  const [lowest, highest] = [Math.min(...ratings), Math.max(...ratings)];
  const levelOf = (rating: number) =>
    highest === lowest
      ? 2
      : Math.min(LEVELS - 1, Math.floor(((rating - lowest) / (highest - lowest)) * LEVELS));
  const rows = weekdays.map((byHour, index) => {
    const name = words.weekday(new Date(MONDAY + index * DAY_MS).toISOString().slice(0, 10));
    const row = hours.map((hour) => {
      const cell = byHour[String(hour)];
      if (cell === undefined || cell.sessions === 0 || cell.expected_rating === null) {
        return html`<td></td>`;
      }
      const size = Math.min(4, 1 + Math.floor((3 * cell.sessions) / FULL_SIZE));
      const label = words.text("ui.patterns.cell", {
        rating: words.number(cell.expected_rating),
        sessions: cell.sessions,
      });
      return html`<td data-point title="${label}"><i class="l${levelOf(cell.expected_rating)} s${size}"></i><span class="unseen">${label}</span></td>`;
    });
    return html`<tr><th scope="row">${name}</th>${row}</tr>`;
  });
  const head = hours.map(
    (hour) =>
      html`<th scope="col">${hour % 2 === 0 ? hour : html`<span class="unseen">${hour}</span>`}</th>`,
  );
  return html`<table class="heat" data-chart="grid" aria-label="${words.text("ui.patterns.heatmap")}"><thead><tr><td></td>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** All hours from the earliest to the latest of any weekday. */
function hoursOf(weekdays: readonly Heatmap["Monday"][]): number[] {
  const worked = weekdays.flatMap((hours) =>
    Object.entries(hours).flatMap(([hour, { sessions }]) => (sessions > 0 ? [Number(hour)] : [])),
  );
  const first = Math.min(...worked);
  return Array.from({ length: Math.max(...worked) - first + 1 }, (_, index) => first + index);
}
