import { isUtf8 } from "node:buffer";
import { FORMAT_NAMES } from "../../domain/import-formats.ts";
import type { CsvContext } from "./csv-row.ts";
import type { JsonFormat } from "./formats/json-format.ts";
import { JSON_FORMATS } from "./formats/json-formats.ts";
import type { LineFormat } from "./formats/line-format.ts";
import { LINE_FORMATS } from "./formats/line-formats.ts";
import { refuseOtherText } from "./formats/other-exports.ts";
import { JsonShape } from "./json/json-shape.ts";
import { JsonFile } from "./json-file.ts";
import { likelyEncoding } from "./likely-encoding.ts";
import { LineFile } from "./line-file.ts";
import type { TextFormat } from "./requested-format.ts";
import type { RowReader } from "./row-reader.ts";
import { TableFile } from "./table-file.ts";
import { unreadableFile } from "./unreadable-file.ts";

/** Number of leading bytes that are inspected to recognise a format. */
const HEAD_BYTES = 65_536;
const BYTE_ORDER_MARK = "\ufeff";

/** Buffers the beginning of a file until its format is recognised. */
export class Head {
  readonly #format: TextFormat;
  readonly #context: CsvContext;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(format: TextFormat, context: CsvContext) {
    this.#format = format;
    this.#context = context;
  }

  /**
   * Adds more of the file.
   * @returns the reader, and everything it has to read so far; `undefined` while there is too little to decide
   * @throws ServiceError `import_unreadable` for a known file that cannot be imported
   */
  add(
    bytes: Buffer,
    isEnd: boolean,
  ): { readonly rows: RowReader; readonly text: Buffer } | undefined {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    const isEnough = isEnd || this.#bytes.length >= HEAD_BYTES;
    const rows = this.#recognise(isEnough);
    if (rows === undefined) return undefined;
    const hasMark = this.#bytes.toString("utf8", 0, 3) === BYTE_ORDER_MARK;
    // A JSON document must start with its first character, so a byte order mark is removed; table readers remove it
    // themselves.
    return {
      rows,
      text: hasMark && !(rows instanceof TableFile) ? this.#bytes.subarray(3) : this.#bytes,
    };
  }

  #recognise(isEnough: boolean): RowReader | undefined {
    if (this.#format === "ndjson") return new TableFile("ndjson", this.#context);
    // Given column names mean that the file is a table.
    if (this.#context.mappings.given !== undefined) return this.#table();
    const text = this.#bytes.toString("utf8", 0, HEAD_BYTES).replace(BYTE_ORDER_MARK, "");
    const start = text.trimStart();
    if (!isEnough && !start.includes("\n")) return undefined;
    if (/^[[{]/.test(start)) return this.#recogniseJson(start, isEnough);
    refuseOtherText(start);
    const lines = LINE_FORMATS.find((format) => this.#fits(format, format.recognises(start)));
    if (lines === undefined) return this.#table();
    refuseOtherEncoding(this.#bytes);
    return new LineFile(lines, this.#context);
  }

  /** A complete object on the first line is NDJSON, unless it is another program's document. */
  #recogniseJson(start: string, isEnough: boolean): RowReader | undefined {
    const [line = ""] = start.split("\n", 1);
    const members = start.startsWith("{") ? membersOf(line) : undefined;
    const isWhole = members !== undefined;
    if (!isWhole && !isEnough) return undefined;
    const document =
      this.#readerOf(isWhole ? line : start, false) ??
      (isWhole ? this.#readerOf(`[${line}]`, true) : undefined);
    if (document !== undefined) return document;
    if (this.#format !== "auto" && this.#format !== "csv") {
      throw unreadableFile("other_format", { format: this.#format }, "header");
    }
    if (/^\[\s*\]\s*$/.test(start)) throw unreadableFile("empty_list");
    const isForeign = isWhole && !OWN_MEMBERS.some((member) => members.has(member));
    if (isForeign || start.startsWith("[") || /^\{\s*$/.test(line)) {
      throw unreadableFile("unknown_json");
    }
    return this.#table();
  }

  /**
   * The reader of another program's document.
   * @param isSequence whether the document stands for a list whose elements the file has one per line
   */
  #readerOf(beginning: string, isSequence: boolean): RowReader | undefined {
    const shape = new JsonShape(beginning);
    const format = JSON_FORMATS.find((one) => this.#fits(one, one.recognises(shape, beginning)));
    if (format === undefined) return undefined;
    if (format.hasTotalsOnly?.(shape)) {
      throw unreadableFile("totals_only", { program: FORMAT_NAMES[format.name] });
    }
    refuseOtherEncoding(this.#bytes);
    return new JsonFile(format, this.#context, isSequence);
  }

  #fits({ name }: JsonFormat | LineFormat, isRecognised: boolean): boolean {
    return (
      isRecognised && (this.#format === "auto" || this.#format === "csv" || this.#format === name)
    );
  }

  #table(): RowReader {
    if (this.#format === "json") throw unreadableFile("other_format", { format: "json" }, "header");
    return new TableFile(this.#format, this.#context);
  }
}

/** Members of which each of our own NDJSON lines has one. */
const OWN_MEMBERS = ["start", "end", "duration_minutes", "type"] as const;

/** Names of an object's members; `undefined` when the text is not a whole object. */
function membersOf(text: string): ReadonlySet<string> | undefined {
  try {
    return new Set(Object.keys(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

/**
 * Rejects a document that is not UTF-8. Read in spite of it, names would be stored with replacement characters.
 * @throws ServiceError `import_unreadable`, naming the line and the probable encoding
 */
function refuseOtherEncoding(beginning: Buffer): void {
  let line = 0;
  for (let from = 0; from < beginning.length; ) {
    const feed = beginning.indexOf("\n", from);
    line += 1;
    // The last line can end within a character.
    if (feed < 0) return;
    const bytes = beginning.subarray(from, feed);
    if (!isUtf8(bytes)) {
      throw unreadableFile("encoding_line", { line, likely: likelyEncoding(bytes) });
    }
    from = feed + 1;
  }
}
