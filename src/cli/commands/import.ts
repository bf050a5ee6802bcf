import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Dependencies } from "../../dependencies.ts";
import { DATE_ORDERS, type DateOrder } from "../../domain/date-order.ts";
import { IMPORT_FORMATS } from "../../domain/import-formats.ts";
import type { ColumnMapping } from "../../domain/import-mapping.ts";
import { ServiceError } from "../../errors.ts";
import { translate } from "../../messages/translate.ts";
import { hasLocalTimes } from "../../sessions/import/has-local-times.ts";
import { type ImportReport, isFruitless } from "../../sessions/import/import-report.ts";
import { presentImport } from "../../sessions/import/present-import.ts";
import type { RequestedFormat } from "../../sessions/import/requested-format.ts";
import type { Zone } from "../../time/zone.ts";
import { CommandError, UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { type FileResult, importJson, importLines } from "../import-text.ts";
import { unreadable } from "../input-file.ts";
import { printJson, printLines } from "../print.ts";
import { openProgress } from "../progress.ts";
import { readMapping } from "../read-mapping.ts";
import { readZone } from "../read-zone.ts";
import { withDependencies } from "../with-dependencies.ts";

const STANDARD_INPUT = "-";

export const importFiles = defineStrictCommand({
  name: "import",
  description: "help.import",
  args: {
    file: {
      type: "positional",
      valueHint: "help.value.file",
      required: false,
      description: "help.import.file",
    },
    format: {
      type: "enum",
      options: ["auto", ...IMPORT_FORMATS],
      default: "auto",
      valueHint: "help.value.format",
      description: "help.import.format",
    },
    timezone: {
      type: "string",
      valueHint: "help.value.zone",
      description: "help.import.timezone",
    },
    "date-order": {
      type: "enum",
      options: [...DATE_ORDERS],
      description: "help.import.date_order",
    },
    map: {
      type: "string",
      valueHint: "help.value.mapping",
      description: "help.import.map",
    },
    preview: { type: "boolean", description: "help.import.preview" },
    "list-formats": { type: "boolean", description: "help.import.list_formats" },
    user: userArgument,
    json: jsonArgument,
  },
  repeatsLast: true,
  async run(
    {
      _: files,
      format,
      timezone,
      "date-order": dateOrder,
      preview,
      "list-formats": isList,
      user,
      json,
    },
    words,
  ) {
    if (isList)
      return json ? printJson({ formats: IMPORT_FORMATS }) : printLines(...IMPORT_FORMATS);
    if (files.length === 0) throw new UsageError("command.missing_positional", { name: "FILE" });
    const mapping = readMapping(words);
    const zone = timezone === undefined ? undefined : readZone("timezone", timezone);
    await Promise.all(files.map(refuseUnreadable));
    await withDependencies(async (dependencies) => {
      const { locale } = dependencies.config;
      const presets = json ? [] : (await dependencies.settingsService.show(user)).presets;
      const results: FileResult[] = [];
      for (const file of files) {
        const asked = zone ?? (await askZone(file, { userId: user, mapping }, dependencies));
        const options = {
          format,
          zone: asked,
          dateOrder,
          userId: user,
          mapping,
          preview: preview === true,
        };
        const report = await importOne(dependencies, file, options);
        const result = {
          ...{ file, unit: report.unit },
          result: presentImport(report, locale, "cli"),
        };
        results.push(result);
        if (!json) printLines(...importLines(result, presets, locale));
      }
      if (json) printJson(importJson(results));
      const nothingGood = results.some(({ result }) => isFruitless(result));
      if (nothingGood) process.exitCode = 1;
    });
  },
});

interface OneImport {
  readonly format: RequestedFormat;
  readonly zone: Zone | undefined;
  readonly dateOrder: DateOrder | undefined;
  readonly userId: string;
  readonly mapping: ColumnMapping | undefined;
  readonly preview: boolean;
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
  const stop = new AbortController();
  const interrupt = () => {
    const reason = new Interrupted();
    stop.abort(reason);
    // A source that provides no more data for now is closed rather than awaited.
    source.destroy(reason);
  };
  process.once("SIGINT", interrupt);
  let stored = 0;
  try {
    const report = await importService.importSessions(source, {
      ...options,
      fileName: isInput ? undefined : basename(file),
      // A user who can run commands here has access to the database anyway.
      allowUserColumn: true,
      signal: stop.signal,
      onProgress: ({ bytes, rows, imported }) => {
        stored = imported;
        progress.update(size ? bytes / size : undefined, `${imported}/${rows}`);
      },
    });
    progress.finish(`${report.imported}/${report.rows}`);
    return report;
  } catch (error) {
    if (isUnreadable(error)) {
      throw new ServiceError(error.code, { fields: error.fields, params: { file } });
    }
    if (!(error instanceof Interrupted)) throw error;
    throw new CommandError("cli.import.interrupted", { imported: stored });
  } finally {
    process.off("SIGINT", interrupt);
  }
}

function isUnreadable(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.code === "import_unreadable";
}

/** The user interrupted the import. */
class Interrupted extends Error {}

/**
 * Asks on a terminal for the zone of a file's local times; `undefined` when the file has none, or there is no terminal.
 */
async function askZone(
  file: string,
  { userId, mapping }: Pick<OneImport, "userId" | "mapping">,
  { config, clock, people, importMappings }: Dependencies,
): Promise<Zone | undefined> {
  const isAsked = process.stdin.isTTY === true && process.stderr.isTTY === true;
  if (!isAsked || file === STANDARD_INPUT) return undefined;
  const mappings = { given: mapping, remembered: await importMappings.list(userId) };
  if (!(await hasLocalTimes(file, clock.now(), mappings))) return undefined;
  const own = (await people.current(userId)).cut.zone.id;
  const question = translate(config.locale, "cli.import.ask_zone", { file });
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [${own}] `);
    return readZone("timezone", answer.trim() || own);
  } finally {
    terminal.close();
  }
}

/** Checked before anything is stored, so that a missing file is not discovered halfway through several. */
async function refuseUnreadable(file: string): Promise<void> {
  if (file === STANDARD_INPUT) return;
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw Object.assign(new Error(file), { code: "EISDIR" });
  } catch (error) {
    throw unreadable(file, error);
  }
}
