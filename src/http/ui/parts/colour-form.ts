import { COLOUR_LIMITS, COLOURS } from "../../../domain/category-colour.ts";
import type { FieldProblem } from "../../../errors.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import type { ColourRow } from "../forms/colour-form.ts";
import type { PageContext } from "../page.ts";
import { coloured, coloursOf } from "./category-name.ts";
import { form, notice, remarks, selectField, submit } from "./form.ts";

/** A refused form, as the person filled it in. */
export interface RefusedColours {
  readonly rows: readonly ColourRow[];
  readonly problems: readonly FieldProblem[];
}

/** The form that gives categories a colour. */
export function colourForm(
  context: PageContext,
  settings: SettingsBody,
  inUse: readonly string[],
  refused: RefusedColours | undefined,
): Html {
  const { words } = context;
  const { rows = rowsOf(settings, inUse), problems = [] } = refused ?? {};
  const colourOf = coloursOf(settings);
  const choices = [
    ["", words.text("ui.colours.none")] as const,
    ...COLOURS.map((colour) => [colour, words.text(`ui.colours.${colour}`)] as const),
  ];
  const fields = rows.map(({ category, colour }, row) => {
    const prefix = `category_colours[${row}].`;
    const own = problems
      .filter(({ field }) => field.startsWith(prefix))
      .map((problem) => ({ ...problem, field: "colour" }));
    const select = selectField(context, {
      ...{ name: "colour", row, value: colour, choices, problems: own },
      label: coloured(category, colourOf(category)),
    });
    return html`<div><input type="hidden" name="category" value="${category}">${select}</div>`;
  });
  const hint = words.text("ui.colours.hint");
  const { text } = remarks(context, { name: "category_colours", hint, problems });
  return html`<h3>${words.text("ui.colours.title")}</h3>${refused && notice(words.text("ui.form.refused"), "trouble")}
${form(context, "colours", [html`<p>${text}</p><div class="pair">${fields}</div>`, submit(words.text("ui.settings.save"))])}`;
}

/** The rows of the categories in use and of all that have a colour. Of very many only the first ones have a row. */
function rowsOf(settings: SettingsBody, inUse: readonly string[]): ColourRow[] {
  const colourOf = coloursOf(settings);
  const withColour = settings.category_colours.map(({ category }) => category);
  let room = COLOUR_LIMITS.categories - withColour.length;
  return [...new Set([...inUse, ...withColour])]
    .filter((category) => colourOf(category) !== undefined || room-- > 0)
    .map((category) => ({ category, colour: colourOf(category) ?? "" }));
}
