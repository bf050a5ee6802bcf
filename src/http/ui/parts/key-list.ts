import { type Html, html } from "../../../markup/html.ts";
import type { Words } from "../words.ts";

const KEYS = [
  ["g t · g w · g p · g l · g r · g b · g s", "pages"],
  ["s", "start"],
  ["1 … 9, 0", "rate"],
  ["f", "finish"],
  ["i", "give_up"],
  ["← → ↑ ↓, Home, End", "walk"],
  ["?", "list"],
  ["Esc", "close"],
] as const;

/** The list of keyboard shortcuts, with their switch. Only script opens it: without script there are no shortcuts. */
export function keyList({ text }: Words): Html {
  const rows = KEYS.map(
    ([keys, name]) =>
      html`<tr><th scope="row">${keys}</th><td>${text(`ui.keys.${name}`)}</td></tr>`,
  );
  return html`<button type="button" data-opens data-key="?" hidden>${text("ui.keys")}</button>
<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${text("ui.keys")}</h2><table>${rows}</table>
<label class="box"><input type="checkbox"> ${text("ui.keys.on")}</label>
<form method="dialog"><button>${text("ui.keys.shut")}</button></form></dialog>`;
}

/** The shortcut of a button, hidden from screen readers and shown while shortcuts are on. */
export function keyMark(key: string): Html {
  return html` <kbd aria-hidden="true">${key.toUpperCase()}</kbd>`;
}
