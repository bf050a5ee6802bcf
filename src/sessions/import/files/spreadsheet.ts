import { unreadableFile } from "../unreadable-file.ts";

/** Members by which an archive is known as a workbook. */
const WORKBOOKS: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.(?:xml|bin)$/, "Excel"],
  [/^content\.xml$/, "OpenDocument"],
];

/** @throws ServiceError `import_unreadable` for the workbook of a spreadsheet program, by the names of its members */
export function refuseSpreadsheet(members: readonly string[]): void {
  const known = WORKBOOKS.find(([name]) => members.some((member) => name.test(member)));
  if (known !== undefined) throw unreadableFile("spreadsheet", { kind: known[1] });
}
