import { isDeepStrictEqual } from "node:util";
import { asText, type JsonObject } from "./json.ts";

/** Formats of our own, as the standard one that says the same to others. */
const STANDARD_FORMATS: Readonly<Record<string, string>> = { "calendar-date": "date" };

/** Schemas that have a title, each kept once under it and referred to from everywhere. */
export class ComponentStore {
  readonly #schemas = new Map<string, unknown>();

  /** A schema as it stands in the document: titled parts become references. */
  reference(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map((item) => this.reference(item));
    if (typeof schema !== "object" || schema === null) return schema;
    const described: JsonObject = {};
    for (const [key, value] of Object.entries(schema)) described[key] = this.reference(value);
    const format = asText(described.format);
    if (format in STANDARD_FORMATS) described.format = STANDARD_FORMATS[format];
    const title = asText(described.title);
    // A member may be called `title` too; then its value is a schema, not a text.
    if (title === "" || described.type !== "object") return described;
    const known = this.#schemas.get(title);
    if (known !== undefined && !isDeepStrictEqual(known, described)) {
      throw new Error(`two schemas are called ${title}`);
    }
    this.#schemas.set(title, described);
    return { $ref: `#/components/schemas/${title}` };
  }

  all(): JsonObject {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
