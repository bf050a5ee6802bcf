import { type TSchema, Type } from "typebox";

/** A parameter of a route: its type, range and default as a schema, and what becomes of other text. */
export interface Parameter {
  readonly in: "query" | "path";
  readonly schema: TSchema;
  /**
   * `lenient`: text that cannot be read means the default, and a number out of range is moved into it, as in the
   * service's first version. `strict`: both are refused.
   */
  readonly reading: "lenient" | "strict";
  /** Values that each must be answered. */
  readonly valid: readonly string[];
  /** Texts that the schema does not describe. */
  readonly unreadable: readonly string[];
}

/** A JSON body: its schema, bodies that must be answered, and bodies that must be refused. */
export interface Body {
  readonly schema: TSchema;
  readonly valid: readonly unknown[];
  readonly refused: readonly unknown[];
  /** Pairs that mean the same. */
  readonly same?: readonly (readonly [unknown, unknown])[];
}

/** What clients of one route may rely on. Answers may have more members than these. */
export interface ContractRoute {
  readonly methods: readonly ("GET" | "POST")[];
  /** With `{name}` where a path parameter stands. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Of POST; a request without a body is answered too unless `isBodyNeeded`. */
  readonly body?: Body;
  readonly isBodyNeeded?: true;
  /** Of status 200: JSON, or text where the schema is a string. */
  readonly answer: TSchema;
}

/** Nobody means these as a number, as the lenient routes read them. */
const NO_NUMBERS = ["x", "", " ", "1.5", "NaN", "1e1", "0x5", "null"];

/** Nor these as a day. */
export const NO_DATES = ["2026-02-30", "2026-2-3", "tomorrow", "2026-W10", "1772443800000"];

/** @param schema a whole number with its range and default */
export function lenientNumber(schema: TSchema, valid: readonly number[]): Parameter {
  return {
    in: "query",
    schema,
    reading: "lenient",
    valid: valid.map(String),
    unreadable: NO_NUMBERS,
  };
}

/** Text that may be anything. */
export function freeText(...valid: readonly string[]): Parameter {
  return { in: "query", schema: Type.String(), reading: "lenient", valid, unreadable: [] };
}

/** @param schema a whole number with its range */
export function strictNumber(schema: TSchema, valid: readonly number[]): Parameter {
  const unreadable = ["x", "1.5", "NaN", "null", "Infinity"];
  return { in: "query", schema, reading: "strict", valid: valid.map(String), unreadable };
}
