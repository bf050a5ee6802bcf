import { type TSchema, Type } from "typebox";

/** A parameter of a route: its type, range and default as a schema, and the handling of other texts. */
export interface Parameter {
  readonly in: "query" | "path";
  readonly schema: TSchema;
  /**
   * `lenient`: an unreadable text is replaced by the default and a number out of range is clamped, as in the service's
   * first version. `strict`: both are rejected.
   */
  readonly reading: "lenient" | "strict";
  /** Values that must be accepted. */
  readonly valid: readonly string[];
  /** Texts outside the schema. */
  readonly unreadable: readonly string[];
}

/** A JSON body: its schema, bodies that must be accepted, and bodies that must be rejected. */
export interface Body {
  readonly schema: TSchema;
  readonly valid: readonly unknown[];
  readonly refused: readonly unknown[];
  /** Pairs of equivalent bodies. */
  readonly same?: readonly (readonly [unknown, unknown])[];
}

/** What clients of one route may rely on. Answers may have more members. */
export interface ContractRoute {
  readonly methods: readonly ("GET" | "POST")[];
  /** With `{name}` for a path parameter. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** For POST. A request without a body is accepted too unless `isBodyNeeded`. */
  readonly body?: Body;
  readonly isBodyNeeded?: true;
  /** Schema for status 200: JSON, or text when the schema is a string. */
  readonly answer: TSchema;
}

/** Texts that lenient routes do not accept as numbers. */
const NO_NUMBERS = ["x", "", " ", "1.5", "NaN", "1e1", "0x5", "null"];

/** Texts that are not accepted as dates. */
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

/** A parameter that accepts any text. */
export function freeText(...valid: readonly string[]): Parameter {
  return { in: "query", schema: Type.String(), reading: "lenient", valid, unreadable: [] };
}

/** @param schema a whole number with its range */
export function strictNumber(schema: TSchema, valid: readonly number[]): Parameter {
  const unreadable = ["x", "1.5", "NaN", "null", "Infinity"];
  return { in: "query", schema, reading: "strict", valid: valid.map(String), unreadable };
}
