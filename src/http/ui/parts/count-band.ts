import { type Html, html } from "../../../markup/html.ts";
import type { TodayPrediction } from "../../../schemas/predictions.ts";
import type { Words } from "../words.ts";
import { figure } from "./figure.ts";

/** The number of beads that fit on a phone. */
const MAX_BEADS = 16;

/** Completed, expected and likely sessions of a day as numbered beads; each has its meaning as a text as well. */
export function countBeads(answer: TodayPrediction, words: Words): Html {
  const { completed_sessions: done, predicted_sessions: expected } = answer;
  // A range is shown where it is the person's own.
  const own = answer.data.status === "ready" ? answer.sessions_interval : null;
  const { lower, upper } = own ?? { lower: 0, upper: 0 };
  const highest = Math.max(done, expected, upper);
  if (highest === 0) return html``;
  const beads = Math.min(MAX_BEADS, highest + 1);
  const items = Array.from({ length: beads }, (_, index) => {
    const count = index + 1;
    const states = [
      ...(count <= done ? ["done"] : []),
      ...(count === expected ? ["expected"] : []),
      ...(count >= Math.max(1, lower) && count <= upper ? ["likely"] : []),
    ];
    return html`<li class="${states.join(" ")}">${count}</li>`;
  });
  const label =
    own === null
      ? words.text("ui.today.beads.people", { done, expected })
      : words.text("ui.today.beads", { done, expected, lower, upper });
  return html`<div role="img" aria-label="${label}"><ol class="beads" aria-hidden="true">${items}</ol></div>`;
}

/** "likely 3 to 8 (91 %)", with its figures for programs. */
export function likely(
  interval: NonNullable<TodayPrediction["sessions_interval"]>,
  words: Words,
  name = "sessions_interval",
): Html {
  const { lower, upper, probability } = interval;
  return figure(name, `${lower},${upper},${probability}`, likelyText(interval, words));
}

/** The same as plain text. */
export function likelyText(
  { lower, upper, probability }: NonNullable<TodayPrediction["sessions_interval"]>,
  words: Words,
): string {
  return words.text(lower === upper ? "ui.likely.one" : "ui.likely", {
    lower: words.number(lower),
    upper: words.number(upper),
    probability: words.percent(probability),
  });
}
