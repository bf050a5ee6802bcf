export type NameOf = (file: string) => string;

/** The shortest distinguishing end of each path, so that long folder names do not widen the columns. */
export function shortNames(files: readonly string[]): NameOf {
  const split = files.map((file) => file.split(/[\\/]/));
  const [first = []] = split;
  let shared = 0;
  while (split.every((parts) => shared < parts.length - 1 && parts[shared] === first[shared])) {
    shared += 1;
  }
  return (file) => file.split(/[\\/]/).slice(shared).join("/");
}

/** Formats rows of cells in columns: the first left-aligned, the others right-aligned. */
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
