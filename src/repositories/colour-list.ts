import { type CategoryColour, COLOUR_LIMITS, categoryColourOf } from "../domain/category-colour.ts";
import { listOf } from "./json-list.ts";

/** A person's stored colours of categories; null without a valid one. */
export function readColours(json: string | null): CategoryColour[] | null {
  const found = new Map(
    listOf(json, categoryColourOf)?.map((each) => [each.category, each] as const),
  );
  return found.size === 0 ? null : [...found.values()].slice(0, COLOUR_LIMITS.categories);
}
