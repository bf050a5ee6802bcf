import type { FuncKeywordDefinition } from "ajv/dist/2020.js";
import { normalizeName } from "../domain/normalize-name.ts";

/** Marks the name of a category or preset. Requests may use any spelling that looks the same. */
export const NAME = { "x-name": true } as const;

/** Longer texts are not normalised; `maxLength` rejects them. */
const MAX_UNITS = 400;

/** Replaces a name by its normalised form. Other types are left to the keyword `type`. */
export const nameKeyword: FuncKeywordDefinition = {
  keyword: "x-name",
  modifying: true,
  errors: false,
  validate: (_mark: unknown, value: unknown, _schema: unknown, at?: NamedPlace) => {
    if (typeof value === "string" && value.length <= MAX_UNITS && at !== undefined) {
      at.parentData[at.parentDataProperty] = normalizeName(value);
    }
    return true;
  },
};

interface NamedPlace {
  readonly parentData: Record<string | number, unknown>;
  readonly parentDataProperty: string | number;
}
