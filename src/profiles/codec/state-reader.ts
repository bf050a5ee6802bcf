import { type Shape, type Shapes, shapeOf } from "./shapes.ts";
import { LEAST_SHORT, TAG } from "./tags.ts";

/** V8's heap use of one slot of a list or object. */
const SLOT_BYTES = 8;
/** V8's heap use of a list or object without its slots. */
const HEADER_BYTES = 32;
/** V8's heap use of a number that is not a small integer. */
const DOUBLE_BYTES = 16;

/** Reads the output of `StateWriter`. The caller has verified a checksum, so the bytes are intact. */
export class StateReader {
  readonly #bytes: Buffer;
  #at: number;
  #shapes: Shape[] = [];
  #heapBytes = 0;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** An estimate of the heap use of the values read so far. */
  get heapBytes(): number {
    return this.#heapBytes;
  }

  get position(): number {
    return this.#at;
  }

  count(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  state(shapes: Shapes): unknown {
    this.#shapes = [...shapes];
    return this.#value();
  }

  #value(): unknown {
    const tag = this.#byte();
    if (tag < TAG.NULL) return tag;
    if (tag >= TAG.SHAPE) return this.#object(this.#shapes[tag - TAG.SHAPE]);
    switch (tag) {
      case TAG.NULL:
        return null;
      case TAG.FALSE:
        return false;
      case TAG.TRUE:
        return true;
      case TAG.TEXT:
        return this.#text();
      case TAG.LIST:
        return this.#list();
      case TAG.NUMBERS:
        return this.#numbers();
      case TAG.OBJECT:
        return this.#object(this.#taughtShape());
      default:
        this.#heapBytes += DOUBLE_BYTES;
        return this.#number(tag);
    }
  }

  #number(tag: number): number {
    if (tag < TAG.NULL) return tag;
    if (tag >= TAG.SHORT) return ((tag - TAG.SHORT) << 8) + this.#byte() + LEAST_SHORT;
    if (tag === TAG.WHOLE) return this.#signed();
    if (tag === TAG.DECIMAL) return this.#signed() / 1000;
    const start = this.#at;
    if (tag === TAG.SINGLE) {
      this.#at = start + 4;
      return this.#bytes.readFloatLE(start);
    }
    if (tag !== TAG.DOUBLE) throw new RangeError(`no number begins with ${tag}`);
    this.#at = start + 8;
    return this.#bytes.readDoubleLE(start);
  }

  #signed(): number {
    const folded = this.count();
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  #text(): string {
    const length = this.count();
    const start = this.#at;
    this.#at = start + length;
    this.#heapBytes += HEADER_BYTES + length;
    return this.#bytes.toString("utf8", start, this.#at);
  }

  #list(): unknown[] {
    const length = this.count();
    this.#heapBytes += HEADER_BYTES + SLOT_BYTES * length;
    const values: unknown[] = [];
    for (let index = 0; index < length; index += 1) values.push(this.#value());
    return values;
  }

  #numbers(): number[] {
    const length = this.count();
    this.#heapBytes += HEADER_BYTES + SLOT_BYTES * length;
    const values = new Array<number>(length);
    for (let index = 0; index < length; ) {
      const tag = this.#byte();
      if (tag !== TAG.RUN && tag !== TAG.ZEROS) {
        values[index] = this.#number(tag);
        index += 1;
        continue;
      }
      const end = Math.min(length, index + this.count());
      const value = tag === TAG.ZEROS ? 0 : this.#number(this.#byte());
      for (; index < end; index += 1) values[index] = value;
    }
    return values;
  }

  #object(shape: Shape | undefined): unknown {
    if (shape === undefined) throw new RangeError("an object of unknown keys");
    const { keys } = shape;
    this.#heapBytes += HEADER_BYTES + SLOT_BYTES * keys.length;
    const object: Record<string, unknown> = { ...shape.template };
    for (const key of keys) object[key] = this.#value();
    return object;
  }

  #taughtShape(): Shape {
    const keys = Array.from({ length: this.count() }, () => {
      this.#at += 1;
      return this.#text();
    });
    const shape = shapeOf(keys);
    this.#shapes.push(shape);
    return shape;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new RangeError("a state ends too early");
    this.#at += 1;
    return byte;
  }
}
