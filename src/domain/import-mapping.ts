/** What a column of a table that nobody knows can be said to hold. */
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

/** The header of each field's column, as it is compared with others: see `headerKey`. */
export type ColumnMapping = Readonly<Partial<Record<MappedField, string>>>;

/** Which columns of a table are read, and who said so. */
export interface UsedMapping {
  readonly columns: ColumnMapping;
  /** `remembered`: said when a file with this header was imported before. */
  readonly from: "given" | "remembered";
  /** Of the header that it is for. */
  readonly fingerprint: string;
}

export function isMappedField(name: string): name is MappedField {
  return MAPPED_FIELDS.some((field) => field === name);
}
