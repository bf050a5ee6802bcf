import { type Html, html } from "../../../markup/html.ts";
import type { Words } from "../words.ts";

/** Stands for a time that script fills in. */
const TIME = "%";

/**
 * The texts of what only a browser knows: that it shows an earlier page, and which forms it could not send. Script shows
 * them; without it no earlier page is shown either.
 */
export function offlineNotice({ text }: Words): Html {
  const time = TIME;
  return html`<div class="offline" hidden data-kept="${text("ui.offline", { time })}" data-unseen="${text("ui.offline.unseen")}" data-unsent="${text("ui.offline.unsent")}" data-started="${text("ui.offline.start", { time })}" data-finished="${text("ui.offline.finish", { time })}" data-waits="${text("ui.offline.waiting")}" data-refused="${text("ui.offline.refused")}" data-end="${text("ui.offline.end")}" data-shut="${text("ui.keys.shut")}"></div>`;
}
