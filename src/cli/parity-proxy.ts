import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { type Locale, translate } from "../messages/translate.ts";
import type { AskOptions } from "../parity/ask.ts";
import { type Mirror, openMirror } from "../parity/proxy/mirror.ts";
import { startProxy } from "../parity/proxy/proxy.ts";
import { renderHtml, renderMarkdown, renderText } from "../parity/render-report.ts";
import type { Latency, ParityReport } from "../parity/report.ts";
import { UsageError } from "./command-errors.ts";
import { readRules } from "./parity-input.ts";
import { printJson, printLines } from "./print.ts";

interface ProxyCommand {
  readonly old: URL;
  readonly fresh: URL;
  readonly limits: AskOptions;
  readonly locale: Locale;
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly report?: string | undefined;
  readonly accept?: string | undefined;
  readonly tolerances?: string | undefined;
  readonly json?: boolean | undefined;
}

const DEFAULT_PORT = "5001";
/** Interval of reports, because a parallel run may be killed. */
const REPORT_EVERY_MS = 60_000;
/** Time for pending comparisons to finish at the end; a slow service is not awaited. */
const SETTLE_WITHIN_MS = 2000;

/** Runs as a proxy in front of the former service until it is stopped, then reports. */
export async function runParityProxy(command: ProxyCommand): Promise<void> {
  const { locale, report: file, limits } = command;
  const { old } = command;
  const port = readPort(command.port ?? DEFAULT_PORT);
  if (file !== undefined) rendererFor(file);
  const rules = await readRules(command);
  const { deadlineMs, maxBytes } = limits;
  const mirror = openMirror({ ...rules, locale, deadlineMs, maxBytes, fresh: command.fresh.href });
  try {
    const proxy = await startProxy({ old, mirror, host: command.host ?? "127.0.0.1", port });
    const sides = { address: proxy.address, old: old.href, new: command.fresh.href };
    process.stderr.write(`${translate(locale, "cli.parity.proxying", sides)}\n`);
    const timer = setInterval(() => void save(mirror, file, locale), REPORT_EVERY_MS);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    clearInterval(timer);
    await proxy.close();
    await mirror.settle(SETTLE_WITHIN_MS);
    await finish(mirror, command);
  } finally {
    await mirror.close();
  }
}

async function finish(mirror: Mirror, { report: file, json, locale }: ProxyCommand): Promise<void> {
  const found = await save(mirror, file, locale);
  process.stderr.write(`${translate(locale, "cli.parity.mirror", { ...mirror.counts() })}\n`);
  if (found === undefined) {
    process.stderr.write(`${translate(locale, "cli.parity.blind")}\n`);
    process.exitCode = 1;
    return;
  }
  if (json === true) printJson(found.report);
  else printLines(renderText(found.report, found.latency, locale).trimEnd());
  if (found.report.verdict === "different") process.exitCode = 1;
}

type Renderer = (report: ParityReport, latency: Latency, locale: Locale) => string;

const RENDERERS: Readonly<Record<string, Renderer>> = {
  ".html": renderHtml,
  ".md": renderMarkdown,
  ".json": (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};

function rendererFor(file: string): Renderer {
  const renderer = RENDERERS[extname(file)];
  if (renderer === undefined) throw new UsageError("command.report_name");
  return renderer;
}

async function save(mirror: Mirror, file: string | undefined, locale: Locale) {
  const found = await mirror.report();
  if (found !== undefined && file !== undefined) {
    await writeFile(file, rendererFor(file)(found.report, found.latency, locale)).catch(
      (error: Error) => process.stderr.write(`${error.message}\n`),
    );
  }
  return found;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError("command.port");
}
