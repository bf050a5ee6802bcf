import { COLOURS } from "../domain/category-colour.ts";
import type { ColourOfCategory } from "../schemas/category-colour.ts";
import { UsageError } from "./command-errors.ts";

/** Reads the colour of a category in the form of the option: `CATEGORY=COLOUR`. */
export function readColour(text: string): ColourOfCategory {
  const at = text.lastIndexOf("=");
  const name = text.slice(at + 1).trim();
  const colour = COLOURS.find((known) => known === name);
  if (at < 1 || colour === undefined) {
    throw new UsageError("command.category_colours", { colours: COLOURS.join(", ") });
  }
  return { category: text.slice(0, at), colour };
}
