/**
 * How long does a large file take to import into each database, to import again, and to export; and how much memory
 * does the process need at most? The file is made while it is written, and every step runs in a process of its own,
 * as the CLI's command would; like the launcher's, these processes keep compiled code, and the first, uncounted one
 * fills that cache. Budget: 1,000,000 rows in 60 s and 300 MB.
 *
 *     node benchmarks/speed/import.ts [rows] [--shuffled]
 *
 * `--shuffled` gives the rows in no order of time, the worst case for the databases' indexes.
 */
import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { readConfig } from "../../src/config/read-config.ts";
import { openDependencies } from "../../src/dependencies.ts";
import { PRESETS } from "../../src/domain/session.ts";
import { createPostgresDatabase } from "../../tests/support/databases.ts";

const DEFAULT_ROWS = 1_000_000;
const STEPS = ["import", "import again", "export"] as const;
type Step = (typeof STEPS)[number];

const compileCache = fileURLToPath(new URL("../../node_modules/.cache/compile", import.meta.url));

const FIRST_START = Date.UTC(1990, 0, 1);
const GAP_MS = 1_080_000;

interface Measured {
  readonly seconds: number;
  readonly rows: number;
  readonly residentMb: number;
}

if (process.argv[2] === "--step") {
  const [, , , step = "", url = "", file = ""] = process.argv;
  process.stdout.write(JSON.stringify(await measure(step, url, file)));
} else {
  const isShuffled = process.argv.includes("--shuffled");
  await compare(Number(process.argv[2] ?? DEFAULT_ROWS) || DEFAULT_ROWS, isShuffled);
}

async function compare(rows: number, isShuffled: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-import-"));
  const postgres = await createPostgresDatabase();
  try {
    const file = join(folder, "sessions.csv");
    await pipeline(Readable.from(csvChunks(rows, isShuffled)), createWriteStream(file));
    const megabytes = Math.round(statSync(file).size / 1e6);
    console.log(`${rows} rows, ${megabytes} MB${isShuffled ? ", shuffled" : ""}\n`);
    console.log("database  step          seconds     rows/s  peak MB");
    runStep("export", ":memory:", file);
    for (const [name, url] of [
      ["sqlite", `file:${join(folder, "pomodoro.db")}`],
      ["postgres", postgres.url],
    ] as const) {
      for (const step of STEPS) print(name, step, runStep(step, url, file));
    }
  } finally {
    await postgres.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runStep(step: Step, url: string, file: string): Measured {
  const args = [fileURLToPath(import.meta.url), "--step", step, url, file];
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache };
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", env }));
}

function print(name: string, step: Step, { seconds, rows, residentMb }: Measured): void {
  const speed = Math.round(rows / seconds);
  console.log(
    `${name.padEnd(9)} ${step.padEnd(12)} ${seconds.toFixed(1).padStart(8)} ${String(speed).padStart(10)} ${residentMb.toFixed(0).padStart(8)}`,
  );
}

async function measure(step: string, url: string, file: string): Promise<Measured> {
  const dependencies = await openDependencies(
    readConfig({ DATABASE_URL: url, TIMEZONE: "Europe/Prague" }),
  );
  const begun = performance.now();
  let rows = 0;
  if (step === "export") {
    const sessions = dependencies.exportService.exportSessions("default", { format: "csv" });
    for await (const piece of sessions) rows += String(piece).split("\n").length - 1;
    rows -= 1;
  } else {
    const report = await dependencies.importService.importSessions(createReadStream(file), {
      format: "csv",
      userId: "default",
    });
    rows = report.imported + report.unchanged;
  }
  const seconds = (performance.now() - begun) / 1000;
  await dependencies.close();
  return { seconds, rows, residentMb: (process.resourceUsage().maxRSS * 1024) / 1e6 };
}

function* csvChunks(rows: number, isShuffled: boolean): Generator<string> {
  yield "start,duration_minutes,preset,category,task,rating,completed,notes\n";
  // A step that shares no factor with the number of rows visits each of them once.
  const step = isShuffled ? coprimeNear(rows * 0.618, rows) : 1;
  let text = "";
  for (let row = 0; row < rows; row++) {
    text += line((row * step) % rows);
    if (text.length < 65_536 && row < rows - 1) continue;
    yield text;
    text = "";
  }
}

function line(index: number): string {
  const start = new Date(FIRST_START + index * GAP_MS).toISOString();
  const preset = PRESETS[index % PRESETS.length];
  const rating = index % 4 === 0 ? "" : index % 101;
  return `${start},${15 + (index % 60)},${preset},Category ${index % 9},Task ${index % 1000},${rating},${index % 7 > 0},"Noted, as ""usual"", ${index}"\n`;
}

function coprimeNear(wanted: number, rows: number): number {
  let step = Math.floor(wanted);
  while (greatestCommonDivisor(step, rows) !== 1) step++;
  return step;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
