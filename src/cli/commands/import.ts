import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Dependencies } from "../../dependencies.ts";
import type { ImportReport } from "../../sessions/import/import-report.ts";
import { presentImport } from "../../sessions/import/present-import.ts";
import { openZone, type Zone } from "../../time/zone.ts";
import { UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { type FileResult, importJson, importLines } from "../import-text.ts";
import { unreadable } from "../input-file.ts";
import { printJson, printLines } from "../print.ts";
import { openProgress } from "../progress.ts";
import { withDependencies } from "../with-dependencies.ts";

const STANDARD_INPUT = "-";

export const importFiles = defineStrictCommand({
  name: "import",
  description: "Store the sessions of CSV or NDJSON files; doing it again adds nothing",
  args: {
    file: {
      type: "positional",
      description:
        "One or more files: the own CSV format, NDJSON, or the older app's CSV log; - is standard input",
    },
    format: {
      type: "enum",
      options: ["auto", "csv", "ndjson"],
      default: "auto",
      description: "What the files are",
    },
    timezone: {
      type: "string",
      valueHint: "ZONE",
      description: "Zone of times without an offset, such as Europe/Prague",
    },
    user: userArgument,
    json: jsonArgument,
  },
  repeatsLast: true,
  async run({ _: files, format, timezone, user, json }) {
    const zone = timezone === undefined ? undefined : readZone(timezone);
    await Promise.all(files.map(refuseUnreadable));
    await withDependencies(async (dependencies) => {
      const { locale } = dependencies.config;
      const results: FileResult[] = [];
      for (const file of files) {
        const report = await importOne(dependencies, file, { format, zone, userId: user });
        const result = { file, result: presentImport(report, locale) };
        results.push(result);
        if (!json) printLines(...importLines(result, locale));
      }
      if (json) printJson(importJson(results));
      const nothingGood = results.some(
        ({ result }) => result.rejected > 0 && result.rejected === result.rows,
      );
      if (nothingGood) process.exitCode = 1;
    });
  },
});

interface OneImport {
  readonly format: "auto" | "csv" | "ndjson";
  readonly zone: Zone | undefined;
  readonly userId: string;
}

async function importOne(
  { importService, clock }: Dependencies,
  file: string,
  options: OneImport,
): Promise<ImportReport> {
  const isInput = file === STANDARD_INPUT;
  const source = isInput ? process.stdin : createReadStream(file);
  const size = isInput ? undefined : (await stat(file)).size;
  const progress = openProgress(file, process.stderr, clock);
  const report = await importService.importSessions(source, {
    ...options,
    // Whoever can run commands here can read the database anyway.
    allowUserColumn: true,
    onProgress: ({ bytes, rows, imported }) =>
      progress.update(size ? bytes / size : undefined, `${imported}/${rows}`),
  });
  progress.finish(`${report.imported}/${report.rows}`);
  return report;
}

function readZone(name: string): Zone {
  try {
    return openZone(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--timezone needs an IANA time zone such as Europe/Prague, not ${name}`);
  }
}

/** Before anything is stored: of several files, a missing one should not be found out halfway. */
async function refuseUnreadable(file: string): Promise<void> {
  if (file === STANDARD_INPUT) return;
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw Object.assign(new Error(file), { code: "EISDIR" });
  } catch (error) {
    throw unreadable(file, error);
  }
}
