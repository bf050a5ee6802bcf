import { EXPORT_FORMATS } from "../../../domain/export-formats.ts";
import type { FieldProblem } from "../../../errors.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import { type PresetRow, rowsOf } from "../forms/preset-form.ts";
import { entryOf, type SettingsEntry } from "../forms/settings-form.ts";
import { type Page, type PageContext, part } from "../page.ts";
import { categoryContent, type RefusedRenaming } from "../parts/category-form.ts";
import type { RefusedColours } from "../parts/colour-form.ts";
import { form, notice, submit, textField } from "../parts/form.ts";
import { leavesContent } from "../parts/leaves-content.ts";
import { presetFields } from "../parts/preset-fields.ts";
import { settingsFields } from "../parts/settings-fields.ts";
import { themeContent } from "../parts/theme-content.ts";

/** A refused form, as the person filled it in. */
export type RefusedForm = { readonly problems: readonly FieldProblem[] } & (
  | { readonly of: "settings"; readonly entry: SettingsEntry }
  | { readonly of: "presets"; readonly rows: readonly PresetRow[] }
  | ({ readonly of: "categories" } & Pick<RefusedRenaming, "from" | "to">)
  | ({ readonly of: "colours" } & Pick<RefusedColours, "rows">)
  | { readonly of: "erase" }
);

/** A person's settings, their data exports, and the deletion of their data. */
export function settingsPage(refused?: RefusedForm): Page {
  return async (context) => {
    const { words, done } = context;
    const settings = () => context.services.settingsService.show(context.userId);
    const days = part(
      context,
      words.text("ui.settings.title"),
      async () => daysContent(context, await settings(), refused),
      true,
    );
    const presets = part(
      context,
      words.text("ui.patterns.presets"),
      async () => presetsContent(context, await settings(), refused),
      true,
    );
    const renaming = refused?.of === "categories" ? refused : undefined;
    const colours = refused?.of === "colours" ? refused : undefined;
    const isOfCategories = renaming !== undefined || colours !== undefined;
    const categories = part(
      context,
      words.text("ui.patterns.categories"),
      () => categoryContent(context, renaming, colours),
      true,
    );
    const theme = part(context, words.text("ui.theme.title"), () => themeContent(context), true);
    const tiles = await Promise.all([
      ...inOrder([
        { made: days, isFirst: false },
        { made: presets, isFirst: done === "presets" || refused?.of === "presets" },
        { made: categories, isFirst: done === "renamed" || done === "colours" || isOfCategories },
        { made: theme, isFirst: done === "theme" },
      ]),
      part(context, words.text("ui.leaves.title"), () => leavesContent(context), true),
      part(context, words.text("ui.settings.take"), () => takeContent(context)),
      part(context, words.text("ui.settings.erase"), () => eraseContent(context, refused)),
    ]);
    return html`<div class="tiles">${tiles}</div>`;
  };
}

/** Puts a confirmed or refused form first, where it is visible without scrolling. */
function inOrder<Made>(parts: readonly { made: Made; isFirst: boolean }[]): Made[] {
  return parts.toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst)).map(({ made }) => made);
}

function daysContent(
  context: PageContext,
  settings: SettingsBody,
  refused: RefusedForm | undefined,
): Html {
  const { words, done } = context;
  const own = refused?.of === "settings" ? refused : undefined;
  const fields = settingsFields(
    ...([context, settings, own?.entry ?? entryOf(settings), own?.problems ?? []] as const),
  );
  return html`${(done === "saved" || done === "erased") && notice(words.text(`ui.settings.${done}`), "done")}${own && notice(words.text("ui.form.refused"), "trouble")}
${form(context, "settings", [fields, submit(words.text("ui.settings.save"))])}`;
}

function presetsContent(
  context: PageContext,
  settings: SettingsBody,
  refused: RefusedForm | undefined,
): Html {
  const { words, done } = context;
  const own = refused?.of === "presets" ? refused : undefined;
  const rows = own?.rows ?? rowsOf(settings.presets);
  return html`${done === "presets" && notice(words.text("ui.presets.saved"), "done")}${own && notice(words.text("ui.form.refused"), "trouble")}
${form(context, "presets", [presetFields(context, settings, rows, own?.problems ?? []), submit(words.text("ui.settings.save"))])}`;
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

function eraseContent(context: PageContext, refused: RefusedForm | undefined): Html {
  const { words } = context;
  const isRefused = refused?.of === "erase";
  const problems = isRefused ? refused.problems : [];
  const word = words.text("ui.settings.erase.word");
  const field = textField(context, {
    ...{ name: "confirm", value: "", problems },
    label: words.text("ui.settings.erase.confirm", { word }),
    attributes: html` autocomplete="off" required`,
  });
  return html`${isRefused && notice(words.text("ui.settings.erase.refused"), "trouble")}<p>${words.text("ui.settings.erase.text")}</p>
${form(context, "erase", [field, submit(words.text("ui.settings.erase.button"))])}`;
}
