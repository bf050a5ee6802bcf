import { DATE_ORDERS, type DateOrder } from "../../../domain/date-order.ts";
import {
  type ColumnMapping,
  MAPPED_FIELDS,
  type MappedField,
} from "../../../domain/import-mapping.ts";
import { type FieldProblem, type ServiceError, validationError } from "../../../errors.ts";
import type { ImportReport } from "../../../sessions/import/import-report.ts";
import { readZone } from "../../../sessions/input/new-session.ts";
import type { RunOptions } from "../../run-import.ts";
import type { FormFields } from "./form-fields.ts";

/** The fields of the form, as the person typed them. */
export interface ImportEntry {
  readonly timezone: string;
  readonly dateOrder: DateOrder | undefined;
  readonly mapping: ColumnMapping;
  /** The name of the chosen file. */
  readonly fileName: string;
  /** The file that the page has carried; empty when it has to be chosen. */
  readonly carried: string;
}

/** A file that was previewed without storing anything, or refused. */
export interface LookedAt {
  readonly entry: ImportEntry;
  readonly report: ImportReport | undefined;
  readonly refusal: ServiceError | undefined;
  /** The names of its columns. */
  readonly headers: readonly string[];
}

export function readImportEntry(fields: FormFields): ImportEntry {
  const columns = MAPPED_FIELDS.flatMap((field): [MappedField, string][] => {
    const name = fields.get(`map.${field}`);
    return name === "" ? [] : [[field, name]];
  });
  return {
    timezone: fields.get("timezone"),
    dateOrder: DATE_ORDERS.find((order) => order === fields.get("date_order")),
    mapping: Object.fromEntries(columns),
    fileName: fields.get("file_name"),
    carried: fields.get("carried"),
  };
}

/** @throws ServiceError validation_failed for an unknown time zone */
export function optionsOf(
  { timezone, dateOrder, mapping, fileName }: ImportEntry,
  userId: string,
): RunOptions {
  const problems: FieldProblem[] = [];
  const zone = readZone(timezone, problems);
  if (problems.length > 0) throw validationError(problems);
  return {
    ...{ format: "auto", userId, zone, dateOrder, fileName },
    mapping: Object.keys(mapping).length === 0 ? undefined : mapping,
  };
}
