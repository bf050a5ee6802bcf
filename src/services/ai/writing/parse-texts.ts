import { ProviderError, type TextSchema } from "../../../ports.ts";

/** A model's texts by member key. */
export type ParsedTexts = ReadonlyMap<string, string>;

/** Deeper nesting is not a flat object of texts, and parsing it would be wasted. */
const MAX_DEPTH = 8;

/**
 * Extracts the texts from a model's response: the first balanced object after removing reasoning and code fences.
 * Unclosed brackets are not repaired, since that would turn a truncated answer into a complete one.
 *
 * @throws ProviderError `invalid_answer` unless it is an object with a text for every member of the schema
 * @example parseTexts('<think>…</think>{"greeting":"Hello."}', schema) // => Map { "greeting" => "Hello." }
 */
export function parseTexts(written: string, { members }: TextSchema): ParsedTexts {
  const object = parseObject(firstObject(withoutReasoning(written)));
  const texts = new Map<string, string>();
  for (const { key } of members) {
    const text: unknown = Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;
    if (typeof text !== "string" || text.trim() === "") throw new ProviderError("invalid_answer");
    texts.set(key, text.trim().replaceAll(/[ \t]+/g, " "));
  }
  return texts;
}

function withoutReasoning(text: string): string {
  const end = text.lastIndexOf("</think>");
  return end < 0 ? text : text.slice(end + "</think>".length);
}

function parseObject(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Invalid JSON is an invalid answer.
  }
  throw new ProviderError("invalid_answer");
}

/** From the first opening brace to its closing brace. */
function firstObject(text: string): string {
  const start = text.indexOf("{");
  // A list of objects is not the requested form.
  if (start < 0 || text.slice(0, start).includes("[")) throw new ProviderError("invalid_answer");
  return text.slice(start, endOfObject(text, start));
}

/** Index after the object's closing brace. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  for (let place = start; place < text.length && depth <= MAX_DEPTH; place += 1) {
    const character = text[place];
    if (character === '"') place = endOfString(text, place);
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth === 0) return place + 1;
  }
  throw new ProviderError("invalid_answer");
}

/** Index of the string's closing quote; the end of the text without one. */
function endOfString(text: string, start: number): number {
  let place = start + 1;
  while (place < text.length && text[place] !== '"') place += text[place] === "\\" ? 2 : 1;
  return place;
}
