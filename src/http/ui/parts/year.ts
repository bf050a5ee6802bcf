import { type Html, html } from "../../../markup/html.ts";
import type { CompletedDay } from "../../../services/days/day-service.ts";
import type { Words } from "../words.ts";

/** Shades of a day: quarters of the number of sessions that the busiest tenth of days reaches. */
const LEVELS = 4;
const WEEK = 7;

/** A year of days in columns of weeks. Darker days have more completed sessions. */
export function yearOfDays(days: readonly CompletedDay[], words: Words): Html {
  const counts = days.map(({ completed }) => completed).filter((count) => count > 0);
  const busy = counts.toSorted((a, b) => a - b)[Math.floor(counts.length * 0.9)] ?? 1;
  const total = days.reduce((sum, { completed }) => sum + completed, 0);
  const cells = days.map(({ date, completed }) => {
    const level = completed === 0 ? 0 : Math.min(LEVELS, Math.ceil((LEVELS * completed) / busy));
    const label = `${words.day(date)}: ${completed}`;
    return html`<i class="y${level}" title="${label}" data-point></i>`;
  });
  const label = words.text("ui.patterns.year", { total, days: counts.length });
  return html`<div class="months" aria-hidden="true">${monthsOf(days, words)}</div><div class="year" role="group" aria-label="${label}" data-chart="grid">${cells}</div><p>${label}</p>`;
}

/** One label per week, with the month that begins in it. */
function monthsOf(days: readonly CompletedDay[], words: Words): Html[] {
  const mondays = days.filter((_, index) => index % WEEK === 0);
  return mondays.map(({ date }, index) => {
    const before = mondays[index - 1]?.date ?? date;
    return html`<span>${date.slice(0, 7) !== before.slice(0, 7) && words.month(date)}</span>`;
  });
}
