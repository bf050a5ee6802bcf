/**
 * How many rows a second each format is read and stored at: with the embedded database, with PostgreSQL, and without one, by
 * the process's own time in all three. Budget: 20,000 rows a second with the embedded database.
 *
 *     node benchmarks/speed/import-formats.ts [rows] [format …]     default: 20000, all; two minutes
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { readConfig } from "../../src/config/read-config.ts";
import { openDependencies } from "../../src/dependencies.ts";
import { openZone } from "../../src/time/zone.ts";
import { createPostgresDatabase } from "../../tests/support/databases.ts";
import { exportText, TRACKER_EXPORTS, TRACKER_FILES } from "../support/tracker-exports.ts";

const rows = Number(process.argv[2] ?? 20_000);
const formats = process.argv.slice(3);
const zone = openZone("UTC");
const folder = mkdtempSync(join(tmpdir(), "pomodoro-import-formats-"));
const postgres = await createPostgresDatabase();
try {
  const table: Record<string, Record<string, number>> = {};
  const places = {
    preview: ":memory:",
    sqlite: `file:${join(folder, "p.db")}`,
    postgres: postgres.url,
  };
  for (const [place, url] of Object.entries(places)) {
    const dependencies = await openDependencies(readConfig({ DATABASE_URL: url }));
    // The first import compiles what all of them use.
    for (const format of ["csv", ...Object.keys(TRACKER_EXPORTS), ...Object.keys(TRACKER_FILES)]) {
      if (format !== "csv" && formats.length > 0 && !formats.includes(format)) continue;
      const speed = await measure(dependencies, format, place === "preview");
      table[format] = { ...table[format], [place]: speed };
    }
    await dependencies.close();
  }
  console.log(`rows a second, of ${rows}`);
  console.table(table);
} finally {
  await postgres.drop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(
  { importService, sessionService }: Awaited<ReturnType<typeof openDependencies>>,
  format: string,
  preview: boolean,
): Promise<number> {
  const source = Readable.from(await exportBytes(format));
  const before = process.cpuUsage();
  const report = await importService.importSessions(source, {
    ...{ format: "auto", userId: "default", zone, preview },
  });
  const { user, system } = process.cpuUsage(before);
  if (report.format !== format.split(" ")[0] || report.imported !== rows) {
    throw new Error(`${format}: ${report.imported} of ${report.rows} rows as ${report.format}`);
  }
  if (!preview) await sessionService.deleteAll("default");
  return Math.round(rows / ((user + system) / 1e6));
}

async function exportBytes(format: string): Promise<readonly Buffer[]> {
  const shape = TRACKER_EXPORTS[format];
  if (shape !== undefined) return [...exportText(shape, rows)].map((piece) => Buffer.from(piece));
  const file = await TRACKER_FILES[format]?.(rows);
  if (file === undefined) throw new Error(`no export of ${format}`);
  return [file];
}
