import { type Html, html } from "../../../markup/html.ts";
import type { Words } from "../words.ts";

/** Shades of a day: quarters of the amount that the busiest tenth of days reaches. */
const LEVELS = 4;
const WEEK = 7;

/** A day with its number of sessions or minutes. */
export interface CountedDay {
  readonly date: string;
  readonly amount: number;
}

/** A year of days in columns of weeks. Darker days have more sessions or minutes. */
export function yearOfDays(
  days: readonly CountedDay[],
  unit: "sessions" | "minutes",
  words: Words,
): Html {
  const amounts = days.map(({ amount }) => amount).filter((amount) => amount > 0);
  const busy = amounts.toSorted((a, b) => a - b)[Math.floor(amounts.length * 0.9)] ?? 1;
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  const shown = (amount: number) =>
    unit === "sessions"
      ? String(amount)
      : words.text("ui.minutes", { minutes: words.number(Math.round(amount)) });
  const cells = days.map(({ date, amount }) => {
    const level = amount === 0 ? 0 : Math.min(LEVELS, Math.ceil((LEVELS * amount) / busy));
    const label = `${words.day(date)}: ${shown(amount)}`;
    return html`<i class="y${level}" title="${label}" data-point></i>`;
  });
  const total = unit === "sessions" ? sum : Math.round(sum / 60);
  const key = unit === "sessions" ? "ui.patterns.year" : "ui.patterns.year.hours";
  const label = words.text(key, { total, days: amounts.length });
  return html`<div class="months" id="year" aria-hidden="true">${monthsOf(days, words)}</div><div class="year" role="group" aria-label="${label}" data-chart="grid">${cells}</div><p>${label}</p>`;
}

/** One label per week, with the month that begins in it. */
function monthsOf(days: readonly CountedDay[], words: Words): Html[] {
  const mondays = days.filter((_, index) => index % WEEK === 0);
  return mondays.map(({ date }, index) => {
    const before = mondays[index - 1]?.date ?? date;
    return html`<span>${date.slice(0, 7) !== before.slice(0, 7) && words.month(date)}</span>`;
  });
}
