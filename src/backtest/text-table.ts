export type NameOf = (file: string) => string;

/** The end of each path that tells the files apart: columns as wide as folders hide the figures. */
export function shortNames(files: readonly string[]): NameOf {
  const split = files.map((file) => file.split(/[\\/]/));
  const [first = []] = split;
  let shared = 0;
  while (split.every((parts) => shared < parts.length - 1 && parts[shared] === first[shared])) {
    shared += 1;
  }
  return (file) => file.split(/[\\/]/).slice(shared).join("/");
}

/** Rows of cells in columns: the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")}`,
  );
}
