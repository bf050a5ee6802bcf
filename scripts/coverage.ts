import { readFileSync } from "node:fs";

/** Folders whose lines must be covered, and how much of them: the arithmetic and the data live here. */
const FLOORS: Readonly<Record<string, number>> = {
  "src/models/": 0.9,
  "src/stats/": 0.9,
  "src/services/": 0.9,
  "src/sessions/": 0.9,
  "src/profiles/": 0.9,
  "src/cache/": 0.9,
  "src/repositories/": 0.9,
};

interface Lines {
  readonly found: number;
  readonly hit: number;
}

/**
 * Reads lcov reports of one run, prints the covered share of lines per folder, and returns an exit status. A line counts
 * as covered when any of the reports says so.
 */
export function checkCoverage(lcovPaths: readonly string[]): number {
  const perFile = readLines(lcovPaths);
  const perFolder = new Map<string, Lines>();
  for (const [file, lines] of perFile) {
    const folder = folderOf(file);
    const sum = perFolder.get(folder) ?? { found: 0, hit: 0 };
    const hit = [...lines.values()].filter((isHit) => isHit).length;
    perFolder.set(folder, { found: sum.found + lines.size, hit: sum.hit + hit });
  }
  let failed = 0;
  console.log("\nLines covered:");
  for (const [name, lines] of [...perFolder].sort()) {
    if (lines.found === 0) continue;
    const share = lines.hit / lines.found;
    const floor = FLOORS[name];
    const verdict = floor === undefined ? "" : share < floor ? `  below ${floor * 100} %` : "  ok";
    if (floor !== undefined && share < floor) failed = 1;
    console.log(`  ${name.padEnd(22)} ${(share * 100).toFixed(1).padStart(5)} %${verdict}`);
  }
  return failed;
}

/** By file, its lines and whether they were run. */
function readLines(lcovPaths: readonly string[]): Map<string, Map<number, boolean>> {
  const perFile = new Map<string, Map<number, boolean>>();
  let lines = new Map<number, boolean>();
  for (const row of lcovPaths.flatMap((path) => readFileSync(path, "utf8").split("\n"))) {
    if (row.startsWith("SF:")) {
      const file = row.slice(3);
      lines = perFile.get(file) ?? new Map();
      perFile.set(file, lines);
    } else if (row.startsWith("DA:")) {
      const [line = 0, count = 0] = row.slice(3).split(",").map(Number);
      lines.set(line, count > 0 || lines.get(line) === true);
    }
  }
  return perFile;
}

function folderOf(file: string): string {
  const parts = file.split("/");
  const start = parts.indexOf("src");
  return start < 0 || parts.length <= start + 2 ? "src/" : `src/${parts[start + 1]}/`;
}
