import { ProviderError, type TextSchema } from "../../../ports.ts";

/** Texts of a model by the key of their member. */
export type ParsedTexts = ReadonlyMap<string, string>;

/** Anything deeper is no flat object of texts; parsing it would cost and give nothing. */
const MAX_DEPTH = 8;

/**
 * The texts in what a model wrote: the first balanced object after reasoning and code fences are taken away. Brackets that
 * the model left open are not closed, since that would turn a cut answer into a whole one.
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
    // What is no JSON is no answer.
  }
  throw new ProviderError("invalid_answer");
}

/** From the first opening brace to the one that closes it. */
function firstObject(text: string): string {
  const start = text.indexOf("{");
  // A list of objects is another answer than the one that was asked for.
  if (start < 0 || text.slice(0, start).includes("[")) throw new ProviderError("invalid_answer");
  return text.slice(start, endOfObject(text, start));
}

/** The place after the brace that closes the object. */
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

/** The place of the quote that closes a string; the end of the text when none does. */
function endOfString(text: string, start: number): number {
  let place = start + 1;
  while (place < text.length && text[place] !== '"') place += text[place] === "\\" ? 2 : 1;
  return place;
}
