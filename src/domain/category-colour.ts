import { isNameText } from "./name-text.ts";
import { normalizeName } from "./normalize-name.ts";

/** Names of the colours that a category can have. `web/style/colours.css` has their values. */
export const COLOURS = [
  "blue",
  "teal",
  "green",
  "olive",
  "orange",
  "red",
  "pink",
  "violet",
] as const;
export type Colour = (typeof COLOURS)[number];

export interface CategoryColour {
  /** A normalised name. */
  readonly category: string;
  readonly colour: Colour;
}

/** A person's colours, one per category at most; null without a choice. */
export type CategoryColours = readonly CategoryColour[] | null;

export const COLOUR_LIMITS = {
  categories: 50,
  /** Code points, as for a session's `category`. */
  characters: 100,
} as const;

/** Reads a stored colour; `undefined` when it breaks a rule. */
export function categoryColourOf(value: unknown): CategoryColour | undefined {
  const { category, colour: name } = Object(value);
  const colour = COLOURS.find((known) => known === name);
  if (colour === undefined || typeof category !== "string" || category === "") return undefined;
  if (!isNameText(category) || normalizeName(category) !== category) return undefined;
  return [...category].length <= COLOUR_LIMITS.characters ? { category, colour } : undefined;
}

/** The colours after a renaming: the new name keeps its own colour, or takes over that of the old one. */
export function renameColoured(
  colours: CategoryColours,
  from: string,
  to: string,
): CategoryColours {
  if (colours === null) return null;
  const isColoured = colours.some(({ category }) => category === to);
  const renamed = isColoured
    ? colours.filter(({ category }) => category !== from)
    : colours.map((each) => (each.category === from ? { ...each, category: to } : each));
  return renamed.length === 0 ? null : renamed;
}
