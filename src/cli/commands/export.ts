import { EXPORT_FORMATS } from "../../domain/export-formats.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";
import { UsageError } from "../command-errors.ts";
import { defineStrictCommand, userArgument } from "../define-command.ts";
import { withDependencies } from "../with-dependencies.ts";
import { writeOutput } from "../write-output.ts";

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
    await withDependencies(({ exportService, clock }) =>
      writeOutput(exportService.exportSessions(user, options), output, clock),
    );
  },
});

function readDay(option: string, text: string | undefined): EpochDay | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) throw new UsageError("command.date_exists", { option });
  return day;
}
