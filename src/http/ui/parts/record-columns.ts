import { type Html, html } from "../../../markup/html.ts";
import type { TrackRecord } from "../../../schemas/track-record.ts";
import type { Words } from "../words.ts";

const DAY_WIDTH = 10;
const HEIGHT = 100;

/** Each day's forecast interval as a band, and the actual number as a mark; a mark outside its band is hollow. */
export function recordColumns(days: TrackRecord["days"], words: Words): Html {
  const highest = Math.max(1, ...days.flatMap(({ upper, sessions }) => [upper, sessions]));
  const y = (value: number) => HEIGHT - (HEIGHT * value) / highest;
  const columns = days.map(({ date, lower, upper, sessions, inside }, index) => {
    const x = index * DAY_WIDTH;
    const top = y(upper);
    const height = Math.max(2, y(lower) - top);
    const said = words.text("ui.record.day", {
      ...{ day: words.day(date), range: words.range(lower, upper), sessions },
    });
    return html`<g data-point="${said}"><rect class="band" x="${x + 1}" width="${DAY_WIDTH - 2}" y="${top.toFixed(1)}" height="${height.toFixed(1)}"/><rect class="${inside ? "mark" : "mark outside"}" x="${x + 3}" width="4" y="${(y(sessions) - 2).toFixed(1)}" height="4"/></g>`;
  });
  const label = words.text("ui.record.picture", { days: days.length });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><svg class="record" data-chart="line" role="group" aria-label="${label}" viewBox="0 -3 ${days.length * DAY_WIDTH} ${HEIGHT + 6}" preserveAspectRatio="none">${columns}</svg></div>`;
}
