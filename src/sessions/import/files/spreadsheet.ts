import { unreadableFile } from "../unreadable-file.ts";

/** Member names that identify an archive as a spreadsheet workbook. */
const WORKBOOKS: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.(?:xml|bin)$/, "Excel"],
  [/^content\.xml$/, "OpenDocument"],
];

/** @throws ServiceError `import_unreadable` when the member names are those of a spreadsheet workbook */
export function refuseSpreadsheet(members: readonly string[]): void {
  const known = WORKBOOKS.find(([name]) => members.some((member) => name.test(member)));
  if (known !== undefined) throw unreadableFile("spreadsheet", { kind: known[1] });
}
