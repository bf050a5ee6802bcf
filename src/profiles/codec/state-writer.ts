import { nameOf, type Shapes } from "./shapes.ts";
import { LAST_SHAPE, LEAST_RUN, LEAST_SHORT, TAG } from "./tags.ts";

const LEAST_ROOM = 4096;

/** Integers below this bound stay exact when `WHOLE` doubles them to make room for the sign. */
const LARGEST_WHOLE = 2 ** 52;

/** Thousandths below this take fewer bytes than the eight of a double. */
const LARGEST_DECIMAL = 2 ** 40;

/** Writes plain values (numbers, strings, booleans, null, lists, objects) in a compact format; see `TAG`. */
export class StateWriter {
  #bytes = Buffer.allocUnsafe(LEAST_ROOM);
  #at = 0;
  #shapes: string[] = [];

  /** Returns a copy of the written bytes, and resets the writer. */
  take(): Uint8Array {
    const taken = new Uint8Array(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    return taken;
  }

  get length(): number {
    return this.#at;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.byteLength);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.byteLength;
  }

  /** Writes an unsigned integer in four bytes. */
  word(value: number): void {
    this.#reserve(4);
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
  }

  /** Writes a non-negative integer with seven bits per byte (LEB128). */
  count(value: number): void {
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#at++] = rest;
  }

  /** @param shapes lists of keys that the reader knows */
  state(value: unknown, shapes: Shapes): void {
    this.#shapes = shapes.map(({ name }) => name);
    this.#value(value);
  }

  #value(value: unknown): void {
    if (typeof value === "number") this.#number(value);
    else if (typeof value === "string") this.#text(value);
    else if (typeof value === "boolean") this.#byte(value ? TAG.TRUE : TAG.FALSE);
    else if (value === null || value === undefined) this.#byte(TAG.NULL);
    else if (Array.isArray(value)) this.#list(value);
    else this.#object(value);
  }

  #number(value: number): void {
    const thousandth = Math.round(value * 1000);
    if (Number.isInteger(value) && Math.abs(value) < LARGEST_WHOLE) {
      this.#whole(value);
    } else if (thousandth / 1000 === value && Math.abs(thousandth) < LARGEST_DECIMAL) {
      this.#byte(TAG.DECIMAL);
      this.#signed(thousandth);
    } else {
      this.#double(value);
    }
  }

  #whole(value: number): void {
    if (value >= 0 && value < TAG.NULL) {
      this.#byte(value);
    } else if (value >= LEAST_SHORT && value < -LEAST_SHORT) {
      this.#short(value - LEAST_SHORT);
    } else {
      this.#byte(TAG.WHOLE);
      this.#signed(value);
    }
  }

  #double(value: number): void {
    this.#reserve(9);
    const isSingle = Math.fround(value) === value;
    this.#bytes[this.#at++] = isSingle ? TAG.SINGLE : TAG.DOUBLE;
    this.#at = isSingle
      ? this.#bytes.writeFloatLE(value, this.#at)
      : this.#bytes.writeDoubleLE(value, this.#at);
  }

  #short(value: number): void {
    this.#byte(TAG.SHORT + (value >> 8));
    this.#byte(value & 0xff);
  }

  #signed(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  #text(value: string): void {
    this.#byte(TAG.TEXT);
    const length = Buffer.byteLength(value);
    this.count(length);
    this.#reserve(length);
    this.#at += this.#bytes.write(value, this.#at);
  }

  #list(values: readonly unknown[]): void {
    if (values.length > 0 && values.every(isNumber)) {
      this.#numbers(values);
      return;
    }
    this.#byte(TAG.LIST);
    this.count(values.length);
    for (const value of values) this.#value(value);
  }

  #numbers(values: readonly number[]): void {
    this.#byte(TAG.NUMBERS);
    this.count(values.length);
    for (let index = 0; index < values.length; ) {
      const value = values[index] ?? 0;
      let end = index + 1;
      while (end < values.length && values[end] === value) end += 1;
      this.#repeated(value, end - index);
      index = end;
    }
  }

  #repeated(value: number, times: number): void {
    if (times < LEAST_RUN) {
      for (let time = 0; time < times; time += 1) this.#number(value);
      return;
    }
    this.#byte(value === 0 ? TAG.ZEROS : TAG.RUN);
    this.count(times);
    if (value !== 0) this.#number(value);
  }

  #object(value: object): void {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const name = nameOf(members.map(([key]) => key));
    const shape = this.#shapes.indexOf(name);
    if (shape >= 0 && shape <= LAST_SHAPE) {
      this.#byte(TAG.SHAPE + shape);
    } else {
      this.#shapes.push(name);
      this.#byte(TAG.OBJECT);
      this.count(members.length);
      for (const [key] of members) this.#text(key);
    }
    for (const [, member] of members) this.#value(member);
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#at++] = value;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#at + more));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
