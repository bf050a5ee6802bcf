import { type Html, html } from "../../../markup/html.ts";
import type { CompletedDay } from "../../../services/days/day-service.ts";
import type { Words } from "../words.ts";
import { figure } from "./figure.ts";

const WEEK = 7;

/**
 * The day, week and month of a year with the most sessions; the latest among equals.
 * @param days whole weeks, Monday first
 */
export function personalBests(days: readonly CompletedDay[], words: Words): Html {
  const day = fullest(days.map(({ date, completed }) => ({ first: date, last: date, completed })));
  const week = fullest(grouped(days, (_, index) => String(Math.floor(index / WEEK))));
  const month = fullest(grouped(days, ({ date }) => date.slice(0, 7)));
  const rows = [
    ["best_day", day, words.longDate(day.first)],
    ["best_week", week, words.days(week.first, week.last)],
    ["best_month", month, words.monthOfYear(month.first)],
  ] as const;
  const pairs = rows.map(
    ([name, { completed }, when]) =>
      html`<div><dt>${words.text(`ui.patterns.${name}`)}</dt><dd>${figure(name, completed, words.number(completed))} <small class="quiet">${when}</small></dd></div>`,
  );
  return html`<dl>${pairs}</dl>`;
}

interface Stretch {
  readonly first: string;
  readonly last: string;
  readonly completed: number;
}

function grouped(
  days: readonly CompletedDay[],
  keyOf: (day: CompletedDay, index: number) => string,
): Stretch[] {
  const groups = new Map<string, Stretch>();
  days.forEach((day, index) => {
    const key = keyOf(day, index);
    const { first = day.date, completed = 0 } = groups.get(key) ?? {};
    groups.set(key, { first, last: day.date, completed: completed + day.completed });
  });
  return [...groups.values()];
}

function fullest(stretches: readonly Stretch[]): Stretch {
  const none: Stretch = { first: "", last: "", completed: -1 };
  return stretches.reduce((best, one) => (one.completed >= best.completed ? one : best), none);
}
