/** Fields that a column of an unrecognised table can be mapped to. */
export const MAPPED_FIELDS = [
  "start",
  "end",
  "date",
  "duration",
  "preset",
  "category",
  "task",
  "rating",
  "completed",
  "notes",
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** Header of the column that holds each field, normalised by `headerKey`. */
export type ColumnMapping = Readonly<Partial<Record<MappedField, string>>>;

/** Columns that were read from a table, and where the mapping comes from. */
export interface UsedMapping {
  readonly columns: ColumnMapping;
  /** `remembered`: given when a file with this header was imported before. */
  readonly from: "given" | "remembered";
  /** Fingerprint of the header that the mapping belongs to. */
  readonly fingerprint: string;
}

export function isMappedField(name: string): name is MappedField {
  return MAPPED_FIELDS.some((field) => field === name);
}
