import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Dependencies } from "../../dependencies.ts";
import { EXPORT_FORMATS } from "../../domain/export-formats.ts";
import type { ExportOptions } from "../../sessions/export-service.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";
import { CommandError, UsageError } from "../command-errors.ts";
import { defineStrictCommand, userArgument } from "../define-command.ts";
import { openProgress, type Progress } from "../progress.ts";
import { withDependencies } from "../with-dependencies.ts";

export const exportSessions = defineStrictCommand({
  name: "export",
  description: "help.export",
  args: {
    format: {
      type: "enum",
      options: [...EXPORT_FORMATS],
      default: "csv",
      description: "help.export.format",
    },
    from: { type: "string", valueHint: "help.value.date", description: "help.export.from" },
    to: { type: "string", valueHint: "help.value.date", description: "help.export.to" },
    output: { type: "string", valueHint: "help.value.file", description: "help.export.output" },
    user: userArgument,
    json: { type: "boolean", description: "help.export.json" },
  },
  async run({ format, from, to, output, user, json }) {
    const options = {
      format: json ? "ndjson" : format,
      fromDay: readDay("from", from),
      toDay: readDay("to", to),
    } as const;
    await withDependencies((dependencies) =>
      output === undefined
        ? write(dependencies, user, options, process.stdout)
        : writeFile(dependencies, user, options, output),
    );
  },
});

/** Under another name until it is whole, so that nobody takes half an export for all of it. */
async function writeFile(
  dependencies: Dependencies,
  user: string,
  options: ExportOptions,
  path: string,
): Promise<void> {
  const part = `${path}.part`;
  try {
    await write(dependencies, user, options, createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && "syscall" in error && "path" in error) {
      throw new CommandError("command.unwritable", { path, reason: error.message });
    }
    throw error;
  }
}

async function write(
  { exportService, clock }: Dependencies,
  user: string,
  options: ExportOptions,
  target: Writable,
): Promise<void> {
  const progress = openProgress("export", process.stderr, clock);
  const sessions = exportService.exportSessions(user, options);
  const source = Readable.from(sessions, { objectMode: false });
  // Standard output belongs to the process, which closes it.
  await pipeline(source, counting(progress), target, { end: target !== process.stdout });
}

function counting(progress: Progress): Transform {
  let bytes = 0;
  const written = () => `${(bytes / 1e6).toFixed(1)} MB`;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      progress.update(undefined, written());
      done(null, chunk);
    },
    flush(done) {
      progress.finish(written());
      done();
    },
  });
}

function readDay(option: string, text: string | undefined): EpochDay | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) throw new UsageError("command.date_exists", { option });
  return day;
}
