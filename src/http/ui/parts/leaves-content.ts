import { type Html, html } from "../../../markup/html.ts";
import type { PageContext } from "../page.ts";
import { figure } from "./figure.ts";

/** The data that may leave this machine, its destination, and how that is configured. */
export function leavesContent({ words, services }: PageContext): Html {
  const { sent, host, model, notes_policy: notes } = services.previewService.destination();
  const pages = html`<p class="quiet">${words.text("ui.leaves.pages")}</p>`;
  if (!sent)
    return html`<p>${figure("sent", "false", words.text("ui.leaves.nothing"))}</p>${pages}`;
  const to = words.text("ui.leaves.to", { model: model ?? "", host: host ?? "" });
  return html`<p>${figure("host", host, to)}</p><p>${words.text("ui.leaves.what")} ${figure("notes_policy", notes, words.text(`ui.leaves.notes.${notes}`))}</p>${pages}`;
}
