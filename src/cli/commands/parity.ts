import { writeFile } from "node:fs/promises";
import { findLocale } from "../../config/find-locale.ts";
import { systemClock } from "../../dependencies.ts";
import { InputError } from "../../messages/said.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Findings } from "../../parity/report.ts";
import type { ParityRun } from "../../parity/run-parity.ts";
import { MS_PER_DAY } from "../../time/calendar.ts";
import { UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { unreadable } from "../input-file.ts";
import { readAddress, readRules, readSeconds } from "../parity-input.ts";
import { printJson, printLines } from "../print.ts";
import { openProgress } from "../progress.ts";

/** Maximum size of an answer that is compared. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

export const parity = defineStrictCommand({
  name: "parity",
  description: "help.parity",
  args: {
    mode: {
      type: "positional",
      valueHint: "help.value.mode",
      required: false,
      description: "help.parity.mode",
    },
    old: {
      type: "string",
      valueHint: "help.value.url",
      required: true,
      description: "help.parity.old",
    },
    new: {
      type: "string",
      valueHint: "help.value.url",
      required: true,
      description: "help.parity.new",
    },
    replay: {
      type: "string",
      valueHint: "help.value.file",
      description: "help.parity.replay",
    },
    writes: { type: "boolean", description: "help.parity.writes" },
    accept: {
      type: "string",
      valueHint: "help.value.file",
      description: "help.parity.accept",
    },
    tolerances: {
      type: "string",
      valueHint: "help.value.file",
      description: "help.parity.tolerances",
    },
    deadline: {
      type: "string",
      valueHint: "help.value.deadline",
      description: "help.parity.deadline",
      default: "30",
    },
    port: { type: "string", valueHint: "help.value.port", description: "help.parity.port" },
    host: { type: "string", valueHint: "help.value.host", description: "help.parity.host" },
    report: {
      type: "string",
      valueHint: "help.value.file",
      description: "help.parity.report",
    },
    json: jsonArgument,
    html: { type: "string", valueHint: "help.value.file", description: "help.parity.html" },
    markdown: { type: "string", valueHint: "help.value.file", description: "help.parity.markdown" },
  },
  async run(args) {
    const locale = findLocale();
    const limits = {
      deadlineMs: readSeconds("--deadline", args.deadline) * 1000,
      maxBytes: MAX_ANSWER_BYTES,
    };
    const addresses = {
      old: readAddress("--old", args.old),
      fresh: readAddress("--new", args.new),
    };
    if (isProxy(args)) {
      const { runParityProxy } = await import("../parity-proxy.ts");
      return runParityProxy({ ...args, ...addresses, limits, locale });
    }
    const { createFindings } = await import("../../parity/report.ts");
    const { createJudge } = await import("../../parity/judge.ts");
    const { runParity } = await import("../../parity/run-parity.ts");
    const judge = createJudge({ ...(await readRules(args)), locale });
    const findings = createFindings();
    const requests = await requestsOf(args, locale);
    const progress = openProgress("parity", process.stderr, systemClock);
    await runParity({
      ...addresses,
      requests,
      judge,
      findings,
      limits,
      onProgress: (done, of) => progress.update(done / of, `${done}/${of}`),
    });
    progress.finish(`${requests.length}/${requests.length}`);
    await tell(findings, args, locale);
  },
});

/** @throws UsageError for options of the other comparison mode */
function isProxy(args: Readonly<Record<string, unknown>>): boolean {
  if (args.mode !== undefined && args.mode !== "proxy") {
    throw new UsageError("command.unexpected_argument", { argument: String(args.mode) });
  }
  const isMeant = args.mode === "proxy";
  const foreignOptions = isMeant
    ? ["replay", "writes", "html", "markdown"]
    : ["port", "host", "report"];
  const foreignOption = foreignOptions.find(
    (name) => args[name] !== undefined && args[name] !== false,
  );
  if (foreignOption === undefined) return isMeant;
  throw new UsageError(isMeant ? "command.not_for_proxy" : "command.only_for_proxy", {
    option: foreignOption,
  });
}

interface Asked {
  readonly replay?: string | undefined;
  readonly writes?: boolean | undefined;
}

async function requestsOf(asked: Asked, locale: Locale): Promise<ParityRun["requests"]> {
  if (asked.replay !== undefined) {
    const { readRecording } = await import("../../parity/recording.ts");
    const { requests, leftOut } = await readRecording(asked.replay).catch((error: unknown) => {
      throw error instanceof InputError ? error : unreadable(asked.replay ?? "", error);
    });
    if (leftOut > 0) note(translate(locale, "cli.parity.left_out", { count: leftOut }));
    return requests;
  }
  const { contractRequests } = await import("../../parity/contract-requests.ts");
  if (asked.writes !== true) note(translate(locale, "cli.parity.writes_left_out"));
  return contractRequests(Math.floor(systemClock.now() / MS_PER_DAY), asked.writes === true);
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

interface Told {
  readonly json?: boolean | undefined;
  readonly html?: string | undefined;
  readonly markdown?: string | undefined;
}

async function tell(
  findings: Findings,
  { json, html, markdown }: Told,
  locale: Locale,
): Promise<void> {
  const { renderHtml, renderMarkdown, renderText } = await import("../../parity/render-report.ts");
  const [report, latency] = [findings.report(), findings.latency()];
  if (html !== undefined) await writeFile(html, renderHtml(report, latency, locale));
  if (markdown !== undefined) await writeFile(markdown, renderMarkdown(report, latency, locale));
  if (json === true) printJson(report);
  else printLines(renderText(report, latency, locale).trimEnd());
  if (report.verdict === "different") process.exitCode = 1;
}
