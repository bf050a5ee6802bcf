import type { FieldProblem } from "../../../errors.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { PageContext } from "../page.ts";
import { colourForm, type RefusedColours } from "./colour-form.ts";
import { form, notice, selectField, submit, textField } from "./form.ts";

/** A refused form, as the person filled it in. */
export interface RefusedRenaming {
  readonly from: string;
  readonly to: string;
  readonly problems: readonly FieldProblem[];
}

/** The forms that rename a category and give it a colour. */
export async function categoryContent(
  context: PageContext,
  refused: RefusedRenaming | undefined,
  refusedColours: RefusedColours | undefined,
): Promise<Html> {
  const { words, services, userId, done } = context;
  const names = await services.categoryService.inUse(userId);
  const settings = await services.settingsService.show(userId);
  const said =
    (done === "renamed" && notice(words.text("ui.categories.renamed"), "done")) ||
    (done === "colours" && notice(words.text("ui.colours.saved"), "done"));
  // Colours can outlast the sessions of their categories.
  const isColoured = names.length > 0 || settings.category_colours.length > 0 || refusedColours;
  const colours = isColoured && colourForm(context, settings, names, refusedColours);
  if (names.length === 0) {
    return html`${said}<p>${words.text("ui.categories.none")}</p>${colours}`;
  }
  const { from = "", to = "", problems = [] } = refused ?? {};
  const which = selectField(context, {
    ...{ name: "from", value: from, problems },
    label: words.text("ui.categories.from"),
    choices: names.map((name): [string, string] => [name, name]),
  });
  const name = textField(context, {
    ...{ name: "to", value: to, problems, label: words.text("ui.categories.to") },
    hint: words.text("ui.categories.hint"),
    attributes: html` maxlength="100" autocomplete="off" required`,
  });
  return html`${said}${refused && notice(words.text("ui.form.refused"), "trouble")}
${form(context, "categories", [html`<div class="pair">${which}${name}</div>`, submit(words.text("ui.categories.rename"))])}
${colours}`;
}
