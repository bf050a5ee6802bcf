import type { TSchema } from "typebox";
import { parseDay } from "../time/calendar.ts";
import { hasDay } from "../time/local-day.ts";
import type { Zone } from "../time/zone.ts";

/**
 * Finds dates of a request that do not exist in a zone: a place that crossed the date line skipped one (Pacific/Apia
 * had no 30 December 2011).
 *
 * @param names members that contain dates
 */
export function skippedDays(value: unknown, names: readonly string[], zone: Zone) {
  const values = new Map<string, unknown>(Object.entries(Object(value)));
  return names.flatMap((field) => {
    const text = values.get(field);
    const day = typeof text === "string" ? parseDay(text) : undefined;
    if (day === undefined || hasDay(day, zone)) return [];
    return [{ field, code: "no_such_day", params: { zone: zone.id } } as const];
  });
}

/** Members of an object that contain dates. */
export function dateNames(schema: TSchema): string[] {
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
