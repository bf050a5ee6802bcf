import type { Colour } from "../../../domain/category-colour.ts";
import { html, type Piece } from "../../../markup/html.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";

/** Finds the colour that a person has given to a category. */
export type ColourOf = (category: string) => Colour | undefined;

export function coloursOf({ category_colours }: SettingsBody): ColourOf {
  const colours = new Map(category_colours.map(({ category, colour }) => [category, colour]));
  return (category) => colours.get(category);
}

/** A text with a mark in a colour before it; the text alone without a colour. */
export function coloured(text: string, colour: Colour | undefined): Piece {
  return colour === undefined ? text : html`<span class="category c-${colour}">${text}</span>`;
}
