import { readFileSync, writeFileSync } from "node:fs";
import type { Figures } from "./results-file.ts";

/** A table of a model's page that is made from committed figures. */
export interface ResultTable {
  /** Stands in the page as `<!-- figures: name -->` before the table, and `<!-- end -->` after it. */
  readonly name: string;
  readonly heading: string;
  readonly rows: readonly { readonly id: string; readonly label: string }[];
  readonly columns: readonly { readonly figure: string; readonly label: string }[];
}

/** Puts the tables into a page in place of what stands between their marks. */
export function writeTables(
  page: string,
  tables: readonly ResultTable[],
  figures: Figures,
): string {
  return tables.reduce((text, table) => {
    const begin = `<!-- figures: ${table.name} -->`;
    const start = text.indexOf(begin);
    const end = text.indexOf("<!-- end -->", start);
    if (start < 0 || end < 0) throw new Error(`the page has no place for ${table.name}`);
    const made = markdownTable(table, figures);
    return `${text.slice(0, start)}${begin}\n\n${made}\n\n${text.slice(end)}`;
  }, page);
}

/** The page of a model, from its name. */
export function pageOf(model: string): URL {
  return new URL(`../../../docs/models/${model}.md`, import.meta.url);
}

export function updatePage(model: string, tables: readonly ResultTable[], figures: Figures): void {
  const page = pageOf(model);
  writeFileSync(page, writeTables(readFileSync(page, "utf8"), tables, figures));
}

function markdownTable({ heading, rows, columns }: ResultTable, figures: Figures): string {
  const cells = [
    [heading, ...columns.map(({ label }) => label)],
    ...rows.map(({ id, label }) => [
      label,
      ...columns.map(({ figure }) => shown(figures[id]?.[figure])),
    ]),
  ];
  const widths = cells[0]?.map((_, index) =>
    Math.max(4, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row
      .map((cell, index) => {
        const width = widths?.[index] ?? 4;
        return index === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(" | ")} |`;
  const ruler = `| ${(widths ?? [])
    .map((width, index) => (index === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`))
    .join(" | ")} |`;
  const [head = [], ...body] = cells;
  return [line(head), ruler, ...body.map(line)].join("\n");
}

/** Days and counts as they are, shares and rates with what is worth reading; 999 is how the figures say never. */
function shown(value: number | undefined): string {
  if (value === undefined) return "–";
  if (value === 999) return "not";
  if (Number.isInteger(value)) return String(value);
  if (value < 0.0005) return "<0.001";
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
}
