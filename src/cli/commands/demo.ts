import { fillDemo } from "../../demo/fill-demo.ts";
import { DEFAULT_SEED } from "../../demo/generate-demo.ts";
import type { Dependencies } from "../../dependencies.ts";
import { translate } from "../../messages/translate.ts";
import { formatDay } from "../../time/calendar.ts";
import { CommandError, UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { commandsToTry } from "../next-steps.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const demo = defineStrictCommand({
  name: "demo",
  description: "help.demo",
  args: {
    seed: {
      type: "string",
      valueHint: "help.value.seed",
      description: "help.demo.seed",
      default: String(DEFAULT_SEED),
    },
    user: userArgument,
    json: jsonArgument,
  },
  async run({ seed, user, json }) {
    const number = Number(seed);
    if (!Number.isSafeInteger(number)) throw new UsageError("command.seed");
    await withDependencies((dependencies) => runDemo(dependencies, user, number, json === true));
  },
});

async function runDemo(
  dependencies: Dependencies,
  user: string,
  seed: number,
  json: boolean,
): Promise<void> {
  const { config } = dependencies;
  const filled = await fillDemo(dependencies, user, seed);
  if ("occupiedBy" in filled) {
    const params = { user, sessions: filled.occupiedBy };
    throw new CommandError("cli.demo.occupied", params);
  }
  const { sessions, checkins } = filled;
  const days = { from: formatDay(filled.firstDay), to: formatDay(filled.lastDay) };
  if (json) return printJson({ user, seed, sessions, checkins, ...days });
  printLines(
    translate(config.locale, "cli.demo.filled", { user, sessions, checkins, ...days }),
    "",
    ...commandsToTry(user, config),
  );
}
