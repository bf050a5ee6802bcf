import { hash } from "node:crypto";
import {
  type ColumnMapping,
  MAPPED_FIELDS,
  type MappedField,
  type UsedMapping,
} from "../../../domain/import-mapping.ts";
import type { FieldProblem } from "../../../errors.ts";
import { headerKey } from "../header-key.ts";

/** Mappings by the fingerprint of their header. */
export type RememberedMappings = ReadonlyMap<string, ColumnMapping>;

/** The columns of a header, split at one delimiter. */
export interface HeaderCells {
  readonly names: readonly string[];
  readonly keys: readonly string[];
}

/** Index of the column of each mapped session member. */
export type MappedColumns = ReadonlyMap<string, number>;

/** Maximum number of column names in a message. */
const LISTED_COLUMNS = 20;
/** Column names are truncated to this many characters in messages. */
const NAME_CHARACTERS = 60;

/** Fingerprint of a header: the same names in the same order, with any delimiter. */
export function fingerprintOf(keys: readonly string[]): string {
  return hash("sha256", JSON.stringify(keys));
}

/** The stored mapping for this header. */
export function rememberedFor(
  { keys }: HeaderCells,
  remembered: RememberedMappings,
): UsedMapping | undefined {
  if (remembered.size === 0) return undefined;
  const fingerprint = fingerprintOf(keys);
  const columns = remembered.get(fingerprint);
  return columns && { columns, from: "remembered", fingerprint };
}

/** Number of the mapping's columns that a header contains. */
export function foundIn({ keys }: HeaderCells, mapping: ColumnMapping): number {
  return mapped(mapping).filter(([, name]) => keys.includes(headerKey(name))).length;
}

export function locate({ keys }: HeaderCells, mapping: ColumnMapping): MappedColumns {
  return new Map(
    mapped(mapping).map(([field, name]) => [memberOf(field), keys.indexOf(headerKey(name))]),
  );
}

/** Faults of a mapping: missing fields, and columns that the header does not contain. */
export function faultsOf({ keys, names }: HeaderCells, mapping: ColumnMapping): FieldProblem[] {
  const known = names
    .filter((name) => name.trim() !== "")
    .slice(0, LISTED_COLUMNS)
    .map((name) => name.trim().slice(0, NAME_CHARACTERS).toWellFormed())
    .join(", ");
  const unknown = mapped(mapping)
    .filter(([, name]) => !keys.includes(headerKey(name)))
    .map(([field, column]): FieldProblem => {
      return { field: `map.${field}`, code: "column_unknown", params: { column, known } };
    });
  const needed: FieldProblem[] = [];
  if (mapping.start === undefined) needed.push({ field: "map.start", code: "required" });
  if (mapping.duration === undefined && mapping.end === undefined) {
    const params = { first: "map.duration", second: "map.end" };
    needed.push({ field: "map.duration", code: "required_one", params });
  }
  return [...needed, ...unknown];
}

/** Columns with dates, in which the order of day and month can vary. */
export function dateColumns(columns: MappedColumns): number[] {
  return ["date", "start", "end"]
    .map((member) => columns.get(member))
    .filter((index) => index !== undefined);
}

function mapped(mapping: ColumnMapping): [MappedField, string][] {
  return MAPPED_FIELDS.flatMap((field): [MappedField, string][] => {
    const name = mapping[field];
    return name === undefined ? [] : [[field, name]];
  });
}

/** The session member for the duration has another name. */
function memberOf(field: MappedField): string {
  return field === "duration" ? "duration_minutes" : field;
}
