/**
 * What pages cost, for the invented year: server time to make each from a profile in memory, pages a second from the
 * cache with one core's worth of server, and the first paint in Chromium on loopback. Writes
 * benchmarks/results/pages.json and docs/benchmarks.md.
 *
 *   node benchmarks/speed/pages.ts     about a minute
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { writeReport } from "../report/report.ts";
import { writeResults } from "../report/results-file.ts";
import { describeMachine } from "../support/machine.ts";
import {
  AFRESH,
  loadGenerator,
  measureRequestsAndProcessor,
  median,
} from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";
import type { PageFigures, Pages } from "./pages/results.ts";

const PAGES = ["", "/week", "/patterns", "/load", "/record", "/sessions", "/settings"];
const VISITOR = `pomodoro_visitor=${"v".repeat(32)}`;
const SECONDS = 1;
const ROUNDS = 2;
const PAINTS = 9;
const BROWSER = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const generator = loadGenerator();
/** Milliseconds from the start of the navigation; it may be yet to come. */
const FIRST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === "first-contentful-paint") resolve(startTime);
    }
  }).observe({ type: "paint", buffered: true });
})`;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-pages-"));
const service = await startServerProcess(
  { DATABASE_URL: `file:${join(folder, "pages.db")}`, TIMEZONE: "UTC" },
  ["--demo"],
);
try {
  const pages: PageFigures[] = [];
  for (const path of PAGES) pages.push(await measurePage(`/ui${path}`));
  const results: Pages = {
    machine: describeMachine({ [generator.name]: generator.version }),
    pages,
    firstPaintMs: await firstPaint(),
  };
  console.table(pages);
  console.log(`first paint: ${results.firstPaintMs ?? "no Chromium"} ms`);
  writeResults("pages", results);
  writeReport();
} finally {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measurePage(path: string): Promise<PageFigures> {
  const url = service.address + path;
  const cookie = `cookie=${VISITOR}`;
  const text = await (await fetch(url, { headers: { cookie: VISITOR } })).text();
  const made = await rounds(url, 1, [...AFRESH, cookie]);
  const kept = await rounds(url, 50, [cookie]);
  const zipped = await rounds(url, 50, [cookie, "accept-encoding=gzip"]);
  return {
    path,
    bytes: Buffer.byteLength(text),
    gzipBytes: gzipSync(text).length,
    madeMs: made.p50Ms,
    madeProcessorMs: made.processorMs,
    keptPerSecond: kept.perCore,
    gzipPerSecond: zipped.perCore,
    failures: made.failures + kept.failures + zipped.failures,
  };
}

/** Medians; the first round warms up. `perCore`: pages for a second of the server's processor time. */
async function rounds(url: string, connections: number, headers: readonly string[]) {
  const figures = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const options = { connections, seconds: SECONDS, headers };
    const measured = await measureRequestsAndProcessor(service.pid, url, options);
    if (round > 0) figures.push(measured);
  }
  const processorMs = median(figures.map((each) => each.cpuSecondsPer100k)) / 100;
  return {
    p50Ms: median(figures.map((each) => each.p50Ms)),
    processorMs,
    perCore: 1000 / processorMs,
    failures: figures.reduce((sum, each) => sum + each.failures, 0),
  };
}

/** From the start of the navigation, each time in a browser that has nothing of the pages yet. */
async function firstPaint(): Promise<number | null> {
  if (!existsSync(BROWSER)) return null;
  const browser = await chromium.launch({
    ...{ executablePath: BROWSER, args: ["--no-sandbox", "--disable-gpu"] },
  });
  const paints: number[] = [];
  for (let paint = 0; paint <= PAINTS; paint += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${service.address}/ui`);
    const tookMs: unknown = await page.evaluate(FIRST_PAINT);
    if (paint > 0) paints.push(Number(tookMs));
    await context.close();
  }
  await browser.close();
  return median(paints);
}
