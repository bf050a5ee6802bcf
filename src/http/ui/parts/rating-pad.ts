import { type Html, html } from "../../../markup/html.ts";
import type { Words } from "../words.ts";

/** Ratings that have a key: 1 is 10, 9 is 90, 0 is 100. */
const TENS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** Buttons for a rating by one key or tap. An exact rating in the other field takes precedence. */
export function ratingPad(words: Words, chosen: string | undefined): Html {
  const boxes = TENS.map((rating) => {
    const isChosen = chosen === String(rating);
    const key = (rating / 10) % 10;
    return html`<label class="box"><input type="radio" name="rated" value="${rating}" data-key="${key}"${isChosen && html` checked`}> ${rating}</label>`;
  });
  return html`<fieldset><legend>${words.text("ui.session.pad")}</legend><div class="pair">${boxes}</div></fieldset>`;
}
