import { type FieldDifference, isObject } from "./compare-values.ts";
import { WEEKDAY_NAMES } from "./contract/members.ts";

const NAMES: readonly string[] = WEEKDAY_NAMES;

function dayAfter(day: string): string | undefined {
  const position = NAMES.indexOf(day);
  return position < 0 ? undefined : NAMES[(position + 1) % NAMES.length];
}

/**
 * Whether the former service lists our value under the next weekday. It counts weekdays from Sunday and names them from
 * Monday.
 *
 * @param difference difference of a member named by a weekday, or of a weekday's name
 * @param within maximum difference of numbers
 */
export function shiftedWeekday(
  { path, old, new: ours }: FieldDifference,
  oldBody: unknown,
  within: number,
): boolean {
  if (typeof ours === "string" && typeof old === "string" && dayAfter(ours) === old) return true;
  const position = path.findIndex((segment) => dayAfter(segment) !== undefined);
  if (position < 0) return false;
  const moved = path.map((segment, at) => (at === position ? dayAfter(segment) : segment));
  const theirs = moved.reduce<unknown>(
    (value, name) => (isObject(value) && name !== undefined ? value[name] : undefined),
    oldBody,
  );
  if (ours === undefined || theirs === undefined) return ours === theirs;
  return Math.abs(Number(ours) - Number(theirs)) <= within;
}
