import { type Html, html } from "../../../markup/html.ts";
import type { LookedAt } from "../forms/import-form.ts";
import { type Page, type PageContext, part } from "../page.ts";
import { form, notice, submit } from "../parts/form.ts";
import { importList } from "../parts/import-list.ts";
import { fileField, lookContent } from "../parts/import-look.ts";

/**
 * Imports a history in three steps: choosing a file, a preview of what would be stored, and the import, which can be
 * undone.
 */
export function importPage(looked?: LookedAt): Page {
  return async (context) => {
    const { words, done } = context;
    const confirmed =
      done === "imported" || done === "unchanged" || done === "undone"
        ? notice(words.text(`ui.import.${done}`), "done")
        : "";
    const look = looked && (() => lookContent(context, looked));
    const list = async () => html`${confirmed}${await importList(context)}`;
    const lists = part(context, words.text("ui.import.list"), list, true);
    const file = part(context, words.text("ui.import.file"), () => fileContent(context), true);
    const tiles = await Promise.all([
      look && part(context, words.text("ui.import.look"), look, true),
      // A confirmation is visible without scrolling.
      ...(confirmed === "" ? [file, lists] : [lists, file]),
    ]);
    return html`<div class="tiles">${tiles}</div>`;
  };
}

async function fileContent(context: PageContext): Promise<Html> {
  const { words, services, userId } = context;
  // The file is read in the time zone of the settings; the form of the preview can change it.
  const { timezone } = await services.settingsService.show(userId);
  return html`<p>${words.text("ui.import.text")}</p>
${form(context, "preview", [html`<input type="hidden" name="timezone" value="${timezone}">`, fileField(context), submit(words.text("ui.import.preview"))], "multipart/form-data")}
<p class="quiet">${words.text("ui.import.formats")}</p>`;
}
