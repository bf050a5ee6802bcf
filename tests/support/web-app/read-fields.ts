import assert from "node:assert/strict";
import { isObject } from "../../../src/parity/compare-values.ts";

/**
 * A place in an answer and what a page takes from there: a kind, or a closed set of words. `[]` is every item of a
 * list, `[5]` of a list with five, `.*` every member.
 */
export type Field = readonly [place: string, expected: Kind | readonly string[]];
type Kind = keyof typeof KINDS;

const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
const within = (value: unknown, most: number) =>
  isNumber(value) && Number(value) >= 0 && Number(value) <= most;
/** Pages insert texts as HTML as they are. */
const isText = (value: unknown) =>
  typeof value === "string" && value !== "" && !/[<>]|&\w+;/.test(value);

const KINDS = {
  text: isText,
  "text or null": (value: unknown) => value === null || isText(value),
  number: isNumber,
  count: (value: unknown) => Number.isInteger(value) && Number(value) >= 0,
  percent: (value: unknown) => within(value, 100),
  "percent or null": (value: unknown) => value === null || within(value, 100),
  share: (value: unknown) => within(value, 1),
  boolean: (value: unknown) => typeof value === "boolean",
  "object or null": (value: unknown) => value === null || isObject(value),
  absent: (value: unknown) => value === undefined,
  /** Read when it is there. */
  anything: () => true,
} as const;

export function assertFields(answer: unknown, fields: readonly Field[], where: string): void {
  for (const [place, expected] of fields) {
    for (const value of valuesAt(answer, place, where)) {
      const isRight =
        typeof expected === "string"
          ? KINDS[expected](value)
          : expected.some((word) => word === value);
      assert.ok(isRight, `${where}: ${place} is ${JSON.stringify(value)}, not ${expected}`);
    }
  }
}

function valuesAt(answer: unknown, place: string, where: string): unknown[] {
  const steps = place
    .replaceAll("[", ".[")
    .split(".")
    .filter((step) => step !== "");
  return steps.reduce<unknown[]>(
    (values, step) => {
      if (step.startsWith("[")) {
        return values.flatMap((value) => {
          assert.ok(Array.isArray(value), `${where}: ${place} is in no list`);
          if (step !== "[]") assert.equal(`[${value.length}]`, step, `${where}: ${place}`);
          return value;
        });
      }
      return values.flatMap((value) => {
        assert.ok(isObject(value), `${where}: ${place} is in no object`);
        return step === "*" ? Object.values(value) : [value[step]];
      });
    },
    [answer],
  );
}
