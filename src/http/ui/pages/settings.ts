import { EXPORT_FORMATS } from "../../../domain/export-formats.ts";
import type { FieldProblem } from "../../../errors.ts";
import { type Html, html } from "../../../markup/html.ts";
import { entryOf, type SettingsEntry } from "../forms/settings-form.ts";
import { type Page, type PageContext, part } from "../page.ts";
import { form, notice, submit, textField } from "../parts/form.ts";
import { settingsFields } from "../parts/settings-fields.ts";

/** A form that was refused, as it was filled in. */
export interface RefusedForm {
  /** Of the settings; absent where it was another form. */
  readonly entry?: SettingsEntry;
  readonly problems: readonly FieldProblem[];
}

/** What a person has chosen, what they can take along, and how they leave. */
export function settingsPage(refused: RefusedForm = { problems: [] }): Page {
  return async (context) => {
    const { words, done } = context;
    const tiles = await Promise.all([
      part(
        context,
        words.text("ui.settings.title"),
        async () => {
          const settings = await context.services.settingsService.show(context.userId);
          const entry = refused.entry ?? entryOf(settings);
          const isRefused = refused.entry !== undefined;
          return html`${(done === "saved" || done === "erased") && notice(words.text(`ui.settings.${done}`), "done")}${isRefused && notice(words.text("ui.form.refused"), "trouble")}
${form(context, "settings", [settingsFields(context, settings, entry, refused.problems), submit(words.text("ui.settings.save"))])}`;
        },
        true,
      ),
      part(context, words.text("ui.settings.take"), () => takeContent(context)),
      part(context, words.text("ui.settings.erase"), () => eraseContent(context, refused)),
    ]);
    return html`<div class="tiles">${tiles}</div>`;
  };
}

function takeContent({ words, signOut }: PageContext): Html {
  const formats = EXPORT_FORMATS.map(
    (format) =>
      html`<li><a href="export?format=${format}" download>${words.text(`ui.export.${format}`)}</a></li>`,
  );
  return html`<ul class="links">${formats}<li><a href="everything" download>${words.text("ui.export.all")}</a></li></ul>
<h3>${words.text("ui.settings.calendar")}</h3>
<p>${words.text("ui.settings.calendar.text")} ${signOut && words.text("ui.settings.calendar.key")}</p>
<ul class="links"><li><a href="../api/calendar.ics">${words.text("ui.settings.calendar.done")}</a></li>
<li><a href="../api/calendar.ics?plan=true">${words.text("ui.settings.calendar.plan")}</a></li></ul>`;
}

function eraseContent(context: PageContext, { entry, problems }: RefusedForm): Html {
  const { words } = context;
  const word = words.text("ui.settings.erase.word");
  const field = textField(context, {
    ...{ name: "confirm", value: "", problems },
    label: words.text("ui.settings.erase.confirm", { word }),
    attributes: html` autocomplete="off" required`,
  });
  const isRefused = entry === undefined && problems.length > 0;
  return html`${isRefused && notice(words.text("ui.settings.erase.refused"), "trouble")}<p>${words.text("ui.settings.erase.text")}</p>
${form(context, "erase", [field, submit(words.text("ui.settings.erase.button"))])}`;
}
