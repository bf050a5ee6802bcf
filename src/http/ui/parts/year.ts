import { type Html, html } from "../../../markup/html.ts";
import type { CompletedDay } from "../../../services/days/day-service.ts";
import type { Words } from "../words.ts";

/** Sessions from which a day is as dark as it gets, by quarters of the busiest tenth of days. */
const LEVELS = 4;

/** A year of days in columns of weeks; the darker, the more completed sessions. */
export function yearOfDays(days: readonly CompletedDay[], words: Words): Html {
  const counts = days.map(({ completed }) => completed).filter((count) => count > 0);
  const busy = counts.toSorted((a, b) => a - b)[Math.floor(counts.length * 0.9)] ?? 1;
  const total = days.reduce((sum, { completed }) => sum + completed, 0);
  const cells = days.map(({ date, completed }) => {
    const level = completed === 0 ? 0 : Math.min(LEVELS, Math.ceil((LEVELS * completed) / busy));
    return html`<i class="y${level}" title="${words.day(date)}: ${completed}"></i>`;
  });
  const label = words.text("ui.patterns.year", { total, days: counts.length });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><div class="year" role="img" aria-label="${label}">${cells}</div></div><p>${label}</p>`;
}
