import type { CsvContext } from "./csv-row.ts";
import type { JsonFormat } from "./formats/json-format.ts";
import { JSON_FORMATS } from "./formats/json-formats.ts";
import type { LineFormat } from "./formats/line-format.ts";
import { LINE_FORMATS } from "./formats/line-formats.ts";
import { refuseOtherText } from "./formats/other-exports.ts";
import { JsonShape } from "./json/json-shape.ts";
import { JsonFile } from "./json-file.ts";
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
    if (lines !== undefined) return new LineFile(lines, this.#context);
    return this.#table();
  }

  /** A complete object on the first line is NDJSON, unless it is another program's document. */
  #recogniseJson(start: string, isEnough: boolean): RowReader | undefined {
    const [line = ""] = start.split("\n", 1);
    const isWhole = start.startsWith("{") && isObject(line);
    if (!isWhole && !isEnough) return undefined;
    const shape = new JsonShape(isWhole ? line : start);
    const format = JSON_FORMATS.find((one) => this.#fits(one, one.recognises(shape, start)));
    if (format !== undefined) {
      if (format.hasTotalsOnly?.(shape)) {
        throw unreadableFile("totals_only", { program: format.program });
      }
      return new JsonFile(format, this.#context);
    }
    if (this.#format !== "auto" && this.#format !== "csv") {
      throw unreadableFile("other_format", { format: this.#format }, "header");
    }
    if (/^\[\s*\]\s*$/.test(start)) throw unreadableFile("empty_list");
    const isForeign = isWhole && !/"(?:start|end|duration_minutes|type)"\s*:/.test(line);
    if (isForeign || start.startsWith("[") || line.trim() === "{") {
      throw unreadableFile("unknown_json");
    }
    return this.#table();
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

function isObject(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
