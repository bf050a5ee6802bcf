import type { FuncKeywordDefinition } from "ajv/dist/2020.js";
import { normalizeName } from "../domain/normalize-name.ts";

/** Marks a text that names a category or preset: a request may spell it in any way that looks the same. */
export const NAME = { "x-name": true } as const;

/** Longer texts are no names, whatever they shrink to; `maxLength` refuses them. */
const MAX_UNITS = 400;

/** Puts the one spelling in the place of what was given. Values that are no text are left to `type`. */
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
