import { type Static, Type } from "typebox";

export const MAX_CATEGORIES = 100;

const Categories = Type.Array(
  // As long as a session's category may be, so that every category in use can be chosen.
  Type.String({ minLength: 1, maxLength: 100 }),
  { maxItems: MAX_CATEGORIES },
);

/** Older clients send other members too; they mean nothing here. */
export const CategoriesInput = Type.Object(
  { categories: Type.Optional(Categories) },
  {
    title: "CategoriesInput",
    description: "The whole list; blanks around names and repeated names are left out.",
  },
);
export type CategoriesInput = Static<typeof CategoriesInput>;

export const CategoriesStored = Type.Object(
  {
    status: Type.Enum(["ok"]),
    categories_count: Type.Integer({ minimum: 0, maximum: MAX_CATEGORIES }),
    categories: Type.Array(Type.String(), { description: "as stored" }),
    updated_components: Type.Array(Type.Enum(["ai_analyzer", "ai_generator"]), {
      minItems: 1,
      description: "what older versions kept the list in; everything reads the stored list now",
    }),
  },
  { title: "CategoriesStored", additionalProperties: false },
);
export type CategoriesStored = Static<typeof CategoriesStored>;

export const CategoriesBody = Type.Object(
  {
    categories: Type.Array(Type.String(), {
      description: "the stored list; while it is empty, the categories of the person's sessions",
    }),
    source: Type.Enum(["configured", "sessions"]),
  },
  { title: "Categories", additionalProperties: false },
);
export type CategoriesBody = Static<typeof CategoriesBody>;
