import { isUtf8 } from "node:buffer";
import { likelyEncoding } from "./likely-encoding.ts";

/** One physical line of a file, without its line feed. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Empty when there is a fault. */
  readonly text: string;
  readonly fault: LineFault | undefined;
  /** For the fault `encoding`: the probable encoding. */
  readonly likely?: string;
}

export type LineFault = "line_length" | "encoding";

/** Maximum size of a line. Real ones are far smaller: the longest notes take 40 KB. */
export const LINE_BYTES = 1_048_576;

const LINE_FEED = 10;
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Splits bytes into lines of UTF-8, with at most one chunk and one line in memory. Lines that are too long or not UTF-8
 * are returned with their number only, so that the rest of the file can still be read. Lines end with a line feed. A
 * carriage return before it is kept, because only the format knows whether it belongs to a value.
 */
export class LineSplitter {
  #number = 0;
  /** Bytes of an incomplete line. The buffer grows by doubling, so that tiny chunks stay cheap. */
  #held = Buffer.alloc(0);
  #heldBytes = 0;
  #isOverlong = false;

  /** Returns the lines that this chunk completes. */
  push(chunk: Uint8Array): Line[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const first = bytes.indexOf(LINE_FEED);
    if (first < 0) {
      this.#hold(bytes);
      return [];
    }
    this.#hold(bytes.subarray(0, first));
    const lines = [this.#endHeld()];
    const last = bytes.lastIndexOf(LINE_FEED);
    if (last > first) this.#cut(bytes.subarray(first + 1, last), lines);
    this.#hold(bytes.subarray(last + 1));
    return lines;
  }

  /** Returns the last line, if the file does not end with a line feed. */
  end(): Line[] {
    return this.#heldBytes > 0 || this.#isOverlong ? [this.#endHeld()] : [];
  }

  /** Cuts complete lines. They are decoded together when all are valid, which is five times faster than one by one. */
  #cut(bytes: Buffer, lines: Line[]): void {
    if (isUtf8(bytes)) {
      for (const text of bytes.toString("utf8").split("\n")) {
        const isLong = text.length * 3 > LINE_BYTES && Buffer.byteLength(text) > LINE_BYTES;
        lines.push(isLong ? this.#faulty("line_length") : this.#sound(text));
      }
      return;
    }
    for (let from = 0; from <= bytes.length; ) {
      const found = bytes.indexOf(LINE_FEED, from);
      const to = found < 0 ? bytes.length : found;
      lines.push(this.#decode(bytes.subarray(from, to)));
      from = to + 1;
    }
  }

  #hold(bytes: Buffer): void {
    if (this.#isOverlong) return;
    const needed = this.#heldBytes + bytes.length;
    if (needed > LINE_BYTES) {
      this.#isOverlong = true;
      return;
    }
    if (needed > this.#held.length) {
      const grown = Buffer.alloc(Math.max(needed, 2 * this.#held.length));
      this.#held.copy(grown, 0, 0, this.#heldBytes);
      this.#held = grown;
    }
    bytes.copy(this.#held, this.#heldBytes);
    this.#heldBytes = needed;
  }

  #endHeld(): Line {
    const line = this.#isOverlong
      ? this.#faulty("line_length")
      : this.#decode(this.#held.subarray(0, this.#heldBytes));
    this.#heldBytes = 0;
    this.#isOverlong = false;
    return line;
  }

  #decode(bytes: Buffer): Line {
    if (bytes.length > LINE_BYTES) return this.#faulty("line_length");
    if (isUtf8(bytes)) return this.#sound(bytes.toString("utf8"));
    return { ...this.#faulty("encoding"), likely: likelyEncoding(bytes) };
  }

  #sound(text: string): Line {
    this.#number += 1;
    const hasMark = this.#number === 1 && text.startsWith(BYTE_ORDER_MARK);
    return { number: this.#number, text: hasMark ? text.slice(1) : text, fault: undefined };
  }

  #faulty(fault: LineFault): Line {
    this.#number += 1;
    return { number: this.#number, text: "", fault };
  }
}
