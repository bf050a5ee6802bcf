import { unreadableFile } from "./unreadable-file.ts";

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
/** Length of the longest byte order mark. No more bytes are awaited, because only a header may have arrived so far. */
const SNIFFED_BYTES = 4;
/** Only NULs among these first bytes indicate wide characters; further on a damaged file may contain NULs too. */
const NUL_BYTES = 16;

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/**
 * Converts the bytes of a text file to what `LineSplitter` reads: UTF-8 with line feeds. UTF-16 is detected by its byte
 * order mark. If the first line ends with a lone carriage return (classic Mac OS), all carriage returns end lines. In
 * other files a lone one is part of the text.
 */
export class PlainText {
  #head = Buffer.alloc(0);
  #decoder: TextDecoder | undefined;
  #encoding: Encoding | undefined;
  #lineEnds: "unknown" | "line_feeds" | "returns" = "unknown";
  /** Whether the last byte was a carriage return and its successor is not known yet. */
  #isAfterReturn = false;

  /** @throws ServiceError `import_unreadable` when the encoding is not supported */
  push(chunk: Uint8Array): Buffer {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#encoding !== undefined) return this.#convert(bytes);
    this.#head = Buffer.concat([this.#head, bytes]);
    if (this.#head.length < SNIFFED_BYTES) return Buffer.alloc(0);
    return this.#open();
  }

  end(): Buffer {
    const rest = this.#encoding === undefined ? this.#open() : Buffer.alloc(0);
    const decoded = this.#decoder === undefined ? "" : decode(this.#decoder);
    const last = this.#isAfterReturn ? "\n" : "";
    return Buffer.concat([rest, this.#withLineFeeds(Buffer.from(decoded)), Buffer.from(last)]);
  }

  #open(): Buffer {
    const head = this.#head;
    this.#head = Buffer.alloc(0);
    this.#encoding = encodingOf(head);
    if (this.#encoding !== "utf-8")
      this.#decoder = new TextDecoder(this.#encoding, { fatal: true });
    return this.#convert(head);
  }

  #convert(bytes: Buffer): Buffer {
    if (this.#decoder === undefined) return this.#withLineFeeds(bytes);
    return this.#withLineFeeds(Buffer.from(decode(this.#decoder, bytes)));
  }

  #withLineFeeds(bytes: Buffer): Buffer {
    if (this.#lineEnds === "line_feeds" || bytes.length === 0) return bytes;
    const held = this.#isAfterReturn ? Buffer.concat([Buffer.of(CARRIAGE_RETURN), bytes]) : bytes;
    this.#isAfterReturn = false;
    if (this.#lineEnds === "unknown") this.#lineEnds = lineEndsOf(held);
    if (this.#lineEnds === "line_feeds") return held;
    const endsOpen = held[held.length - 1] === CARRIAGE_RETURN;
    this.#isAfterReturn = endsOpen;
    const whole = endsOpen ? held.subarray(0, -1) : held;
    return this.#lineEnds === "unknown" ? whole : returnsToLineFeeds(whole);
  }
}

/** Signatures of binary files that cannot be imported. */
const BINARY: readonly (readonly [string, string])[] = [
  ["\u001f\u008b", "gzip"],
  ["%PDF", "PDF"],
  ["\u00d0\u00cf\u0011\u00e0", "Microsoft Office"],
  ["7z\u00bc\u00af", "7z"],
  ["Rar!", "RAR"],
  ["BZh", "bzip2"],
  ["\u00fd7zX", "xz"],
  ["\u0028\u00b5\u002f\u00fd", "zstd"],
  ["\u0089PNG", "PNG"],
  ["\u00ff\u00d8\u00ff", "JPEG"],
  ["{\\rt", "RTF"],
];

function encodingOf(head: Buffer): Encoding {
  const start = head.toString("latin1");
  const kind = BINARY.find(([magic]) => start.startsWith(magic))?.[1];
  if (kind !== undefined) throw unreadableFile("binary", { kind });
  const mark = head.toString("hex", 0, SNIFFED_BYTES);
  const isUtf32 = mark === "fffe0000" || mark === "0000feff";
  if (isUtf32) throw unreadableFile("encoding_named", { likely: "UTF-32" });
  if (mark.startsWith("fffe")) return "utf-16le";
  if (mark.startsWith("feff")) return "utf-16be";
  const likely = wideEncoding(head.subarray(0, NUL_BYTES));
  if (likely !== undefined) throw unreadableFile("encoding_named", { likely });
  if (head.length >= SNIFFED_BYTES && head.subarray(0, NUL_BYTES).every((byte) => byte === 0)) {
    throw unreadableFile("nul_bytes");
  }
  return "utf-8";
}

/** Positions of NULs in every four bytes of Latin text in wide characters. */
const WIDE: Readonly<Record<string, string>> = {
  "0101": "UTF-16",
  "1010": "UTF-16",
  "0111": "UTF-32",
  "1110": "UTF-32",
};

/** Probable wide encoding without a byte order mark: most groups of four bytes have NULs at the same positions. */
function wideEncoding(bytes: Buffer): string | undefined {
  const places = [0, 1, 2, 3].map((place) => {
    const found = bytes.filter((_byte, index) => index % 4 === place);
    const zeros = found.filter((byte) => byte === 0).length;
    return zeros > 0 && zeros * 2 >= found.length ? "1" : "0";
  });
  return WIDE[places.join("")];
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw unreadableFile("encoding_broken", { encoding: decoder.encoding.toUpperCase() });
  }
}

/**
 * Line ending of the first line; unknown while it is incomplete or ends with a carriage return at the end of these
 * bytes.
 */
function lineEndsOf(bytes: Buffer): "unknown" | "line_feeds" | "returns" {
  const feed = bytes.indexOf(LINE_FEED);
  const carriage = bytes.indexOf(CARRIAGE_RETURN);
  if (carriage < 0 || (feed >= 0 && feed < carriage)) {
    return feed < 0 ? "unknown" : "line_feeds";
  }
  if (carriage === bytes.length - 1) return "unknown";
  return bytes[carriage + 1] === LINE_FEED ? "line_feeds" : "returns";
}

function returnsToLineFeeds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(/\r\n?/g, "\n"), "latin1");
}
