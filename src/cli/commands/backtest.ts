import { readFile } from "node:fs/promises";
import { systemClock } from "../../dependencies.ts";
import { CommandError, UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { unreadable } from "../input-file.ts";
import { printJson } from "../print.ts";
import { openProgress } from "../progress.ts";

export const backtest = defineStrictCommand({
  name: "backtest",
  description: "How well the forecasts would have done on these histories, beside simpler methods",
  args: {
    file: {
      type: "positional",
      description: "One or more CSV files with a column `start`; one file is one person",
    },
    timezone: { type: "string", description: "Zone to which starts with an offset are moved" },
    untimed: {
      type: "string",
      description: "Files whose clock times mean nothing, separated by commas; not asked at noon",
    },
    json: jsonArgument,
  },
  repeatsLast: true,
  async run({ _: paths, timezone, untimed, json }) {
    const withoutClockTimes = untimed?.split(",") ?? [];
    const stranger = withoutClockTimes.find((path) => !paths.includes(path));
    if (stranger !== undefined)
      throw new UsageError(`--untimed names ${stranger}, which is no FILE`);
    const files = await Promise.all(paths.map(readHistoryFile));
    const { runBacktest } = await import("../../backtest/run.ts");
    const { renderBacktest } = await import("../../backtest/render.ts");
    const progress = openProgress("backtest", process.stderr, systemClock);
    try {
      const report = runBacktest(files, {
        ...(timezone === undefined ? {} : { timeZone: timezone }),
        withoutClockTimes,
        onProgress: (done, of) => progress.update(done / of, `${done}/${of}`),
      });
      progress.finish(`${files.length}/${files.length}`);
      if (json) printJson(report);
      else process.stdout.write(renderBacktest(report));
    } catch (error) {
      // A file that is no history, or an unknown zone; the message names it.
      throw error instanceof RangeError ? new CommandError(error.message) : error;
    }
  },
});

async function readHistoryFile(path: string): Promise<{ file: string; text: string }> {
  try {
    return { file: path, text: await readFile(path, "utf8") };
  } catch (error) {
    throw unreadable(path, error);
  }
}
