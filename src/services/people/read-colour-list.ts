import { type CategoryColour, COLOUR_LIMITS } from "../../domain/category-colour.ts";
import type { FieldProblem } from "../../errors.ts";
import type { ColourOfCategory } from "../../schemas/category-colour.ts";
import { readName } from "../../sessions/input/field-readers.ts";

/**
 * Reads the colours of categories and normalises the names. Faults are added to `problems`. The length is checked here
 * too, because the command line has no schema validation.
 */
export function readColourList(
  list: readonly ColourOfCategory[],
  problems: FieldProblem[],
): CategoryColour[] | null {
  const { categories: limit, characters } = COLOUR_LIMITS;
  if (list.length > limit) {
    problems.push({ field: "category_colours", code: "max_items", params: { limit } });
  }
  const names = new Set<string>();
  const read = list.map(({ category: raw, colour }, index) => {
    const field = `category_colours[${index}].category`;
    const before = problems.length;
    const category = readName(raw, field, characters, problems) ?? "";
    if (category === "" && problems.length === before) problems.push({ field, code: "required" });
    if (category !== "" && names.has(category)) problems.push({ field, code: "repeated" });
    names.add(category);
    return { category, colour };
  });
  return read.length === 0 ? null : read;
}
