import type { TSchema } from "typebox";
import { validationError } from "../errors.ts";
import { parseDay } from "../time/calendar.ts";
import { hasDay } from "../time/local-day.ts";
import type { Zone } from "../time/zone.ts";
import type { compileForFastify } from "./validate.ts";

type Compile = typeof compileForFastify;

/**
 * The same checks, and that each date of a request was a day in the zone: a place that crossed the date line left
 * one out (Pacific/Apia had no 30 December 2011).
 */
export function refusingSkippedDays(compile: Compile, zone: Zone): Compile {
  return (route) => {
    const check = compile(route);
    const names = dateNames(route.schema);
    if (names.length === 0) return check;
    return (value) => {
      const checked = check(value);
      if ("error" in checked) return checked;
      const problems = skippedDays(checked.value, names, zone);
      return problems.length === 0 ? checked : { error: validationError(problems) };
    };
  };
}

function skippedDays(value: unknown, names: readonly string[], zone: Zone) {
  const values = new Map<string, unknown>(Object.entries(Object(value)));
  return names.flatMap((field) => {
    const text = values.get(field);
    const day = typeof text === "string" ? parseDay(text) : undefined;
    if (day === undefined || hasDay(day, zone)) return [];
    return [{ field, code: "no_such_day", params: { zone: zone.id } } as const];
  });
}

function dateNames(schema: TSchema): string[] {
  const properties: unknown = "properties" in schema ? schema.properties : undefined;
  return Object.entries(Object(properties)).flatMap(([name, member]) =>
    isDate(member) ? [name] : [],
  );
}

function isDate(member: unknown): boolean {
  return (
    typeof member === "object" &&
    member !== null &&
    "format" in member &&
    member.format === "calendar-date"
  );
}
