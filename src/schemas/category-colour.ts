import { type Static, Type } from "typebox";
import { COLOUR_LIMITS, COLOURS } from "../domain/category-colour.ts";
import { NAME } from "./name.ts";

/** The colour of a category. */
export const ColourOfCategory = Type.Object(
  {
    category: Type.String({ ...NAME, minLength: 1, maxLength: COLOUR_LIMITS.characters }),
    colour: Type.Enum([...COLOURS]),
  },
  { additionalProperties: false },
);
export type ColourOfCategory = Static<typeof ColourOfCategory>;

const LIST = {
  maxItems: COLOUR_LIMITS.categories,
  description: "the colours by which pages mark categories; a category has one at most",
};

export const ColourList = Type.Array(ColourOfCategory, LIST);

/** Not a union, because its errors would not name the invalid member of the list. */
export const ColourListOrNull = Type.Unsafe<ColourOfCategory[] | null>({
  ...{ ...LIST, type: ["array", "null"], items: ColourOfCategory },
});
