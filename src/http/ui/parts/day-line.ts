import type { Colour } from "../../../domain/category-colour.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { SessionBody } from "../../../schemas/sessions.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import { hourText } from "../../../services/answers/clock-text.ts";
import type { ShownContext } from "../page.ts";
import { type ColourOf, coloured, coloursOf } from "./category-name.ts";
import { details, table } from "./figure.ts";

/** The largest number of sessions that is drawn for one day. */
const SHOWN = 100;
const HOUR = 60;
const DAY = 24 * HOUR;
/** Gap between consecutive proposed hours. */
const GAP = 3;
/** Hours that are always drawn. */
const USUAL = { first: 8, last: 18 };
/** With this many hours or more, only every other hour is labelled. */
const CROWDED = 12;

/** A stretch of the day, in minutes since its midnight. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly kind: "bar" | "outside" | "band";
  readonly time: string;
  readonly what: string;
  /** Of the category. */
  readonly colour?: Colour | undefined;
}

/** Today's sessions and the proposed hours on a timeline; nothing while there are neither. */
export async function dayLine(
  context: ShownContext,
  answer: TodayPrediction,
): Promise<Html | undefined> {
  const { services, userId, today, words } = context;
  const [{ sessions }, settings] = await Promise.all([
    services.sessionService.list(userId, { limit: SHOWN, from: today, to: today }),
    services.settingsService.show(userId),
  ]);
  const { presets, day_start_hour: dayStart } = settings;
  const colourOf = coloursOf(settings);
  const done = sessions.toReversed().map((session) => stretchOf(session, colourOf, context));
  const proposed = answer.recommended_schedule.map((slot) =>
    proposal(slot, presets, { ...context, dayStart }),
  );
  const all = [...done, ...proposed];
  if (all.length === 0) return undefined;
  const rows = all.map(({ time, what, colour }) => [time, coloured(what, colour)]);
  const headings = [words.text("ui.sessions.start"), words.text("ui.day_line.what")];
  const now = today === answer.date ? minuteOf(answer.as_of.slice(11, 16)) : undefined;
  return html`${picture(all, now, words.text("ui.day_line.title"))}<p class="quiet">${words.text("ui.day_line.legend")}</p>
${details(words.text("ui.table"), table(headings, rows))}`;
}

function stretchOf(
  session: SessionBody,
  colourOf: ColourOf,
  { today, words }: ShownContext,
): Stretch {
  const { start, duration_minutes: minutes, category, completed } = session;
  const date = start.slice(0, 10);
  // A day may end after midnight, and a session may have begun on the day before.
  const shift = date === today ? 0 : date < today ? -DAY : DAY;
  const from = shift + minuteOf(start.slice(11, 16));
  const given = completed ? "" : ` (${words.text("ui.sessions.given_up")})`;
  return {
    ...{ from: Math.max(0, from), to: Math.max(1, from + minutes), time: start.slice(11, 16) },
    ...{ kind: completed ? "bar" : "outside", colour: colourOf(category) },
    what: `${category}, ${words.text("ui.minutes", { minutes: words.number(minutes) })}${given}`,
  };
}

function proposal(
  { hour, recommended_preset: id }: TodayPrediction["recommended_schedule"][number],
  presets: SettingsBody["presets"],
  { words, dayStart }: Pick<ShownContext, "words"> & { readonly dayStart: number },
): Stretch {
  const preset = presets.find((one) => one.id === id);
  // A proposal names the hour of the start; the session may last beyond it. A day may end after midnight.
  const from = hour * HOUR + (hour < dayStart ? DAY : 0);
  return {
    ...{ from: from + GAP, to: from + HOUR - GAP, kind: "band" },
    time: hourText(hour),
    what: words.text("ui.day_line.proposed", { preset: preset?.name ?? id }),
  };
}

function picture(stretches: readonly Stretch[], now: number | undefined, label: string): Html {
  const ends = [...stretches, ...(now === undefined ? [] : [{ from: now, to: now + 1 }])];
  const first = Math.min(USUAL.first, ...ends.map(({ from }) => Math.floor(from / HOUR)));
  const last = Math.max(USUAL.last, ...ends.map(({ to }) => Math.ceil(to / HOUR)));
  const bars = stretches.map(
    ({ from, to, kind, time, what, colour }) =>
      html`<rect class="${kind}${colour && ` c-${colour}`}" x="${(from - first * HOUR).toFixed(0)}" width="${Math.max(2, to - from).toFixed(0)}" y="1" height="8" data-point="${time} ${what}"/>`,
  );
  const at = now === undefined ? -1 : now - first * HOUR;
  const line = at >= 0 && html`<rect class="mark" x="${at - 1}" width="3" y="0" height="10"/>`;
  const hours = Array.from({ length: last - first }, (_, index) => {
    const isNamed = last - first < CROWDED || index % 2 === 0;
    return html`<li>${isNamed && (first + index) % 24}</li>`;
  });
  return html`<div data-chart="line" role="group" aria-label="${label}"><svg class="day-line" viewBox="0 0 ${(last - first) * HOUR} 10" preserveAspectRatio="none">${bars}${line}</svg><ol class="axis" aria-hidden="true">${hours}</ol></div>`;
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3, 5));
}
