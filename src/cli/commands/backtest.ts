import { readFile } from "node:fs/promises";
import type { BacktestFile, BacktestOptions } from "../../backtest/run.ts";
import { findLocale } from "../../config/find-locale.ts";
import { systemClock } from "../../dependencies.ts";
import { InputError } from "../../messages/said.ts";
import { CommandError, UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { unreadable } from "../input-file.ts";
import { printJson } from "../print.ts";
import { openProgress } from "../progress.ts";

export const backtest = defineStrictCommand({
  name: "backtest",
  description: "help.backtest",
  args: {
    file: {
      type: "positional",
      valueHint: "help.value.file",
      description: "help.backtest.file",
    },
    timezone: {
      type: "string",
      valueHint: "help.value.timezone",
      description: "help.backtest.timezone",
    },
    untimed: {
      type: "string",
      valueHint: "help.value.untimed",
      description: "help.backtest.untimed",
    },
    alarms: {
      type: "boolean",
      description: "help.backtest.alarms",
    },
    json: jsonArgument,
  },
  repeatsLast: true,
  async run({ _: paths, timezone, untimed, alarms, json }) {
    const withoutClockTimes = untimed?.split(",") ?? [];
    const unknownFile = withoutClockTimes.find((path) => !paths.includes(path));
    if (unknownFile !== undefined) throw new UsageError("command.untimed", { file: unknownFile });
    const files = await Promise.all(paths.map(readHistoryFile));
    const work = alarms ? await loadAlarms() : await loadBacktest();
    const progress = openProgress("backtest", process.stderr, systemClock);
    try {
      const { report, text } = work(files, {
        ...(timezone === undefined ? {} : { timeZone: timezone }),
        withoutClockTimes,
        onProgress: (done, of) => progress.update(done / of, `${done}/${of}`),
      });
      progress.finish(`${files.length}/${files.length}`);
      if (json) printJson(report);
      else process.stdout.write(text());
    } catch (error) {
      // A file that is not a history, or an unknown zone, which the message names.
      if (error instanceof InputError || !(error instanceof RangeError)) throw error;
      throw new CommandError("command.system", { reason: error.message });
    }
  },
});

/** Scores a set of histories, and describes the result on request. */
type Work = (
  files: readonly BacktestFile[],
  options: BacktestOptions,
) => { readonly report: object; readonly text: () => string };

async function loadBacktest(): Promise<Work> {
  const { runBacktest } = await import("../../backtest/run.ts");
  const { renderBacktest } = await import("../../backtest/render.ts");
  return (files, options) => {
    const report = runBacktest(files, options);
    return { report, text: () => renderBacktest(report, findLocale()) };
  };
}

async function loadAlarms(): Promise<Work> {
  const { countAlarms } = await import("../../backtest/alarms.ts");
  const { renderAlarms } = await import("../../backtest/render-alarms.ts");
  return (files, options) => {
    const report = countAlarms(files, options);
    return { report, text: () => renderAlarms(report, findLocale()) };
  };
}

async function readHistoryFile(path: string): Promise<{ file: string; text: string }> {
  try {
    return { file: path, text: await readFile(path, "utf8") };
  } catch (error) {
    throw unreadable(path, error);
  }
}
