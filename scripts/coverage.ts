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
  found: number;
  hit: number;
}

/** Reads an lcov report, prints the covered share of lines per folder, and returns an exit status. */
export function checkCoverage(lcovPath: string): number {
  const perFolder = new Map<string, Lines>();
  let folder = "";
  for (const line of readFileSync(lcovPath, "utf8").split("\n")) {
    if (line.startsWith("SF:")) folder = folderOf(line.slice(3));
    const lines = perFolder.get(folder) ?? { found: 0, hit: 0 };
    if (line.startsWith("LF:")) lines.found += Number(line.slice(3));
    if (line.startsWith("LH:")) lines.hit += Number(line.slice(3));
    perFolder.set(folder, lines);
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

function folderOf(file: string): string {
  const parts = file.split("/");
  const start = parts.indexOf("src");
  return start < 0 || parts.length <= start + 2 ? "src/" : `src/${parts[start + 1]}/`;
}
