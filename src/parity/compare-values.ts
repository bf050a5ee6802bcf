import type { FieldPath } from "./field-path.ts";
import { keyFor, type Rule, ruleFor, type Tolerances } from "./rules.ts";
import { languageOf, numbersIn } from "./text-facts.ts";

/** A field with different values. */
export interface FieldDifference {
  readonly path: FieldPath;
  /** `language`: a sentence in another language, regardless of its content. */
  readonly kind: "missing" | "type" | "language" | "value";
  readonly old: unknown;
  /** `undefined` when the field is absent. */
  readonly new: unknown;
}

export interface CompareOptions {
  readonly route: string;
  /** Whether values are compared, or only shapes. */
  readonly values: boolean;
  readonly tolerances: Tolerances;
}

/** Differences between two JSON values. Members that only the new one has are not differences. */
export function compareValues(
  old: unknown,
  fresh: unknown,
  options: CompareOptions,
  path: FieldPath = [],
): FieldDifference[] {
  if (fresh === undefined) return [{ path, kind: "missing", old, new: undefined }];
  if (typeOf(old) !== typeOf(fresh)) return [{ path, kind: "type", old, new: fresh }];
  if (Array.isArray(old) && Array.isArray(fresh)) return compareLists(old, fresh, options, path);
  if (isObject(old) && isObject(fresh)) return compareObjects(old, fresh, options, path);
  if (!options.values) return [];
  const rule = ruleFor(options.route, path, options.tolerances);
  if (rule.kind === "text" && isOtherLanguage(old, fresh)) {
    return [{ path, kind: "language", old, new: fresh }];
  }
  return isSame(old, fresh, rule) ? [] : [{ path, kind: "value", old, new: fresh }];
}

function compareObjects(
  old: Readonly<Record<string, unknown>>,
  fresh: Readonly<Record<string, unknown>>,
  options: CompareOptions,
  path: FieldPath,
): FieldDifference[] {
  return Object.entries(old).flatMap(([name, value]) =>
    compareValues(value, Object.hasOwn(fresh, name) ? fresh[name] : undefined, options, [
      ...path,
      name,
    ]),
  );
}

function compareLists(
  old: readonly unknown[],
  fresh: readonly unknown[],
  options: CompareOptions,
  path: FieldPath,
): FieldDifference[] {
  // The number of items is a value, so it is not compared here; the first items show their shape.
  if (!options.values) {
    const [one, other] = [old[0], fresh[0]];
    if (one === undefined || other === undefined) return [];
    return compareValues(one, other, options, [...path, "[0]"]);
  }
  const key = keyFor(options.route, path);
  const [mine, theirs] = [byKey(old, key), byKey(fresh, key)];
  const differences = [...mine].flatMap(([name, item]) =>
    compareValues(item, theirs.get(name), options, [...path, `[${name}]`]),
  );
  const added = [...theirs]
    .filter(([name]) => !mine.has(name))
    .map(([name, item]): FieldDifference => {
      return { path: [...path, `[${name}]`], kind: "value", old: undefined, new: item };
    });
  return [...differences, ...added];
}

function byKey(list: readonly unknown[], key: string | undefined): Map<string, unknown> {
  const items = new Map<string, unknown>();
  for (const [position, item] of list.entries()) {
    const name = key !== undefined && isObject(item) ? String(item[key]) : String(position);
    items.set(items.has(name) ? `${name}#${position}` : name, item);
  }
  return items;
}

function isSame(old: unknown, fresh: unknown, rule: Rule): boolean {
  if (rule.kind === "type") return true;
  if (typeof old === "number" && typeof fresh === "number") {
    const by = rule.kind === "within" ? rule.by : lastDigit(old, fresh);
    return Math.abs(old - fresh) <= by * (1 + 1e-9);
  }
  if (typeof old !== "string" || typeof fresh !== "string") return old === fresh;
  if (rule.kind === "text") return isSameText(old, fresh);
  if (rule.kind === "clock") return isNearClock(old, fresh, rule.minutes);
  if (rule.kind === "moment") return isNearMoment(old, fresh, rule.seconds);
  return old === fresh;
}

/** One unit of the last displayed digit of the coarser value; whole numbers must be equal. */
function lastDigit(old: number, fresh: number): number {
  const shown = Math.max(
    ...[old, fresh].map((number) => String(number).split(".")[1]?.length ?? 0),
  );
  return shown === 0 ? 0 : 10 ** -Math.min(shown, 4);
}

function isOtherLanguage(old: unknown, fresh: unknown): boolean {
  const [mine, theirs] = [old, fresh].map((text) => languageOf(String(text)));
  return mine !== undefined && theirs !== undefined && mine !== theirs;
}

function isSameText(old: string, fresh: string): boolean {
  if ((old === "") !== (fresh === "")) return false;
  const stated = numbersIn(fresh);
  // Sentences may round numbers differently.
  return numbersIn(old).every((number) => stated.some((other) => Math.abs(other - number) <= 0.5));
}

const MINUTES_PER_DAY = 1440;

function isNearClock(old: string, fresh: string, within: number): boolean {
  const [mine, theirs] = [minutesOf(old), minutesOf(fresh)];
  if (mine === undefined || theirs === undefined) return old === fresh;
  const apart = Math.abs(mine - theirs);
  return Math.min(apart, MINUTES_PER_DAY - apart) <= within;
}

function minutesOf(clock: string): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function isNearMoment(old: string, fresh: string, within: number): boolean {
  // Both are local times of the same zone, so any zone gives the correct difference.
  const [mine, theirs] = [old, fresh].map((moment) => Date.parse(`${moment.slice(0, 19)}Z`));
  return Math.abs(Number(mine) - Number(theirs)) <= within * 1000;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
