import { isUtf8 } from "node:buffer";
import { likelyEncoding } from "../likely-encoding.ts";

/** Path of a value in a document: names of members, and `[]` for elements of arrays. */
export type JsonPath = readonly string[];

/** How a value is handled: entered, taken as a whole, or skipped. Scalars are never entered. */
export type JsonChoice = "enter" | "take" | "skip";

export interface TakenValue {
  readonly path: JsonPath;
  /** Number of its first line. */
  readonly line: number;
  /** `undefined` when it is longer than `VALUE_BYTES`, or not UTF-8. */
  readonly value: unknown;
  /** Probable encoding of a value that is not UTF-8. */
  readonly likely?: string;
}

/** Name of array elements in a path. */
export const ELEMENT = "[]";

/** Maximum size of a value. Real ones are far smaller: the longest notes take 40 KB. */
export const VALUE_BYTES = 1_048_576;
/** Maximum size of a member's name. */
const KEY_BYTES = 65_536;

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const LINE_FEED = 10;
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125] as const;

/** Change of nesting depth by each byte outside strings. */
const DEPTH_STEPS = new Int8Array(256);
for (const byte of [OPEN_ARRAY, OPEN_OBJECT]) DEPTH_STEPS[byte] = 1;
for (const byte of [CLOSE_ARRAY, CLOSE_OBJECT]) DEPTH_STEPS[byte] = -1;

/** Tokens that may come next. */
type Expected = "value" | "first_element" | "first_key" | "key" | "colon" | "separator" | "nothing";

/** The document is invalid or truncated, with the position. */
export class JsonFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number) {
    super(`invalid JSON at line ${line}, column ${column}`);
    this.line = line;
    this.column = column;
  }
}

/**
 * Splits a JSON document of any size into the wanted values, in constant memory. Skipped values are only scanned for
 * nesting. One wanted value at a time is buffered and passed to `JSON.parse`. Deep nesting costs no memory, because
 * only entered containers are on the stack.
 */
export class JsonScanner {
  readonly #choose: (path: JsonPath) => JsonChoice;
  readonly #isSequence: boolean;
  /** The entered containers: whether each is an object. */
  readonly #open: boolean[] = [];
  readonly #path: string[] = [];
  #expected: Expected = "value";
  #passage: Passage | undefined;
  #line = 1;
  /** Bytes of the current line in earlier chunks. */
  #lineBytes = 0;

  /** @param isSequence whether values follow each other without brackets and commas, and are read as elements */
  constructor(choose: (path: JsonPath) => JsonChoice, isSequence = false) {
    this.#choose = choose;
    this.#isSequence = isSequence;
    if (isSequence) this.#enter(false);
  }

  get lineCount(): number {
    return this.#line;
  }

  /**
   * Returns the wanted values that these bytes of UTF-8 complete.
   * @throws JsonFault when they are not JSON; values returned before remain valid
   */
  *push(bytes: Buffer): Iterable<TakenValue> {
    let lineStart = -this.#lineBytes;
    let at = 0;
    const column = () => at - lineStart + 1;
    while (at < bytes.length) {
      if (this.#passage === undefined) {
        const byte = bytes[at] ?? 0;
        if (byte === LINE_FEED) {
          this.#line += 1;
          lineStart = at + 1;
        }
        if (isSpace(byte) || this.#step(byte, column())) {
          at += 1;
          continue;
        }
      }
      const passage = this.#passage;
      if (passage === undefined) continue;
      const after = passage.read(bytes, at);
      if (passage.feeds > 0) {
        this.#line += passage.feeds;
        lineStart = bytes.lastIndexOf(LINE_FEED, after - 1) + 1;
        passage.feeds = 0;
      }
      at = after;
      if (passage.isOver) yield* this.#end(passage, column());
    }
    this.#lineBytes = bytes.length - lineStart;
  }

  /** @throws JsonFault when the document is incomplete */
  end(): void {
    const isBetween = this.#passage === undefined || this.#passage.isScalarAtEnd;
    const isOver =
      this.#expected === "nothing" ||
      (this.#open.length === 0 && this.#passage?.isScalarAtEnd === true) ||
      (this.#isSequence && this.#open.length === 1 && isBetween);
    if (!isOver) throw new JsonFault(this.#line, this.#lineBytes + 1);
  }

  /** Handles a structural byte; returns false when a value or key starts with it. */
  #step(byte: number, column: number): boolean {
    const isObject = this.#open.at(-1) === true;
    switch (this.#expected) {
      case "first_element":
        if (byte === CLOSE_ARRAY) return this.#close();
        return this.#beginValue(byte, column);
      case "value":
        return this.#beginValue(byte, column);
      case "first_key":
        if (byte === CLOSE_OBJECT) return this.#close();
        return this.#beginKey(byte, column);
      case "key":
        return this.#beginKey(byte, column);
      case "colon":
        if (byte !== COLON) throw new JsonFault(this.#line, column);
        this.#expected = "value";
        return true;
      case "separator":
        if (this.#isSequence && this.#open.length === 1) return this.#beginValue(byte, column);
        if (byte === (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) return this.#close();
        if (byte !== COMMA) throw new JsonFault(this.#line, column);
        this.#expected = isObject ? "key" : "value";
        return true;
      default:
        throw new JsonFault(this.#line, column);
    }
  }

  #beginKey(byte: number, column: number): boolean {
    if (byte !== QUOTE) throw new JsonFault(this.#line, column);
    this.#passage = new Passage("key", this.#line, byte, KEY_BYTES);
    return false;
  }

  #beginValue(byte: number, column: number): boolean {
    if (byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || byte === COLON) {
      throw new JsonFault(this.#line, column);
    }
    const choice = this.#choose(this.#path);
    const isContainer = byte === OPEN_ARRAY || byte === OPEN_OBJECT;
    if (choice === "enter" && isContainer) {
      this.#enter(byte === OPEN_OBJECT);
      return true;
    }
    this.#passage = new Passage(choice === "take" ? "take" : "skip", this.#line, byte, VALUE_BYTES);
    return false;
  }

  #enter(isObject: boolean): void {
    this.#open.push(isObject);
    this.#path.push(ELEMENT);
    this.#expected = isObject ? "first_key" : "first_element";
  }

  #close(): boolean {
    this.#open.pop();
    this.#path.pop();
    this.#expected = this.#open.length === 0 ? "nothing" : "separator";
    return true;
  }

  *#end(passage: Passage, column: number): Iterable<TakenValue> {
    this.#passage = undefined;
    const { purpose, line } = passage;
    if (purpose === "skip") {
      this.#expected = this.#open.length === 0 ? "nothing" : "separator";
      return;
    }
    const bytes = passage.bytes();
    const isText = isUtf8(bytes);
    const value =
      passage.isOverlong || !isText ? undefined : parse(bytes.toString("utf8"), line, column);
    if (purpose === "take") {
      this.#expected = this.#open.length === 0 ? "nothing" : "separator";
      const path = [...this.#path];
      yield isText ? { path, line, value } : { path, line, value, likely: likelyEncoding(bytes) };
      return;
    }
    this.#expected = "colon";
    this.#path[this.#path.length - 1] = typeof value === "string" ? value : "";
  }
}

function parse(text: string, line: number, column: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonFault(line, Math.max(1, column - text.length));
  }
}

/** Scans one value or key over any number of chunks. */
class Passage {
  readonly purpose: "key" | "take" | "skip";
  readonly line: number;
  isOver = false;
  isOverlong = false;
  /** Line feeds since the last query. */
  feeds = 0;
  readonly #limit: number;
  readonly #kind: "container" | "string" | "scalar";
  readonly #parts: Buffer[] = [];
  #bytes = 0;
  #depth = 0;
  #inString = false;
  #isEscaped = false;

  constructor(purpose: Passage["purpose"], line: number, first: number, limit: number) {
    this.purpose = purpose;
    this.line = line;
    this.#limit = limit;
    const isContainer = first === OPEN_ARRAY || first === OPEN_OBJECT;
    this.#kind = isContainer ? "container" : first === QUOTE ? "string" : "scalar";
  }

  /** A number or word has no closing character of its own. */
  get isScalarAtEnd(): boolean {
    return this.#kind === "scalar";
  }

  bytes(): Buffer {
    const [only, ...more] = this.#parts;
    return only !== undefined && more.length === 0 ? only : Buffer.concat(this.#parts);
  }

  /** Scans further; returns the index after the last byte of the value. */
  read(bytes: Buffer, from: number): number {
    const after =
      this.#kind === "scalar" ? this.#readScalar(bytes, from) : this.#readNested(bytes, from);
    if (this.purpose !== "skip") this.#hold(bytes.subarray(from, after));
    return after;
  }

  #hold(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes > this.#limit) {
      this.isOverlong = true;
      this.#parts.length = 0;
      return;
    }
    // An unfinished value is copied, so that it does not keep a large chunk in memory.
    this.#parts.push(this.isOver ? part : Buffer.from(part));
  }

  #readScalar(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || isSpace(byte)) {
        this.isOver = true;
        return at;
      }
    }
    return bytes.length;
  }

  #readNested(bytes: Buffer, from: number): number {
    let [depth, inString, isEscaped, feeds] = [this.#depth, this.#inString, this.#isEscaped, 0];
    let at = from;
    for (; at < bytes.length && !this.isOver; at++) {
      const byte = bytes[at] ?? 0;
      if (isEscaped) isEscaped = false;
      else if (byte === QUOTE) {
        inString = !inString;
        this.isOver = !inString && depth === 0;
      } else if (inString) isEscaped = byte === BACKSLASH;
      else if (byte === LINE_FEED) feeds += 1;
      else {
        const step = DEPTH_STEPS[byte] ?? 0;
        depth += step;
        this.isOver = step < 0 && depth === 0;
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#isEscaped = isEscaped;
    this.feeds = feeds;
    return at;
  }
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 13 || byte === LINE_FEED;
}
