import { COLOUR_LIMITS } from "../../../domain/category-colour.ts";
import type { FieldProblem } from "../../../errors.ts";
import type { FormFields } from "./form-fields.ts";

/** A category with the colour that was selected for it; an empty one is none. */
export interface ColourRow {
  readonly category: string;
  readonly colour: string;
}

/** Reads the rows of the form. */
export function readColourRows(fields: FormFields): ColourRow[] {
  const colours = fields.all("colour");
  return fields
    .all("category")
    .map((category, row) => ({ category, colour: colours[row] ?? "" }))
    .slice(0, 2 * COLOUR_LIMITS.categories);
}

/** The list of colours that a form describes; `null`, which resets the choice, without one. */
export function colourListOf(rows: readonly ColourRow[]): readonly ColourRow[] | null {
  const chosen = rows.filter(({ colour }) => colour !== "");
  return chosen.length === 0 ? null : chosen;
}

/** Translates problems of list members into problems of the rows that represent them. */
export function problemsOfColours(
  problems: readonly FieldProblem[],
  rows: readonly ColourRow[],
): FieldProblem[] {
  const places = rows.flatMap(({ colour }, row) => (colour === "" ? [] : [row]));
  return problems.map((problem) => {
    const [, index, member] = /^category_colours\[(\d+)\](.*)$/.exec(problem.field) ?? [];
    return index === undefined
      ? problem
      : { ...problem, field: `category_colours[${places[Number(index)]}]${member}` };
  });
}
