import { translate } from "../../messages/translate.ts";
import { LAST_DAY, parseDay } from "../../time/calendar.ts";
import { UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { readZone } from "../read-zone.ts";
import { withDependencies } from "../with-dependencies.ts";

export const shiftTimes = defineStrictCommand({
  name: "shift-times",
  description: "help.shift_times",
  args: {
    from: {
      type: "string",
      valueHint: "help.value.zone",
      required: true,
      description: "help.shift_times.from",
    },
    to: {
      type: "string",
      valueHint: "help.value.zone",
      required: true,
      description: "help.shift_times.to",
    },
    before: {
      type: "string",
      valueHint: "help.value.date",
      description: "help.shift_times.before",
    },
    "dry-run": { type: "boolean", description: "help.shift_times.dry_run" },
    user: userArgument,
    json: jsonArgument,
  },
  async run({ from: fromName, to: toName, before: text, "dry-run": dryRun, user, json }) {
    const from = readZone("from", fromName);
    const to = readZone("to", toName);
    const before = text === undefined ? LAST_DAY : parseDay(text);
    if (before === undefined) throw new UsageError("command.date", { option: "before" });
    await withDependencies(async ({ config, zoneShift }) => {
      const request = { userId: user, from, to, before, dryRun: dryRun === true };
      const { found, shifted, certain, examples } = await zoneShift.run(request);
      const params = { from: from.id, to: to.id, found, shifted, certain };
      if (json) return printJson({ user, before: text ?? null, ...params, examples });
      const say = (key: ShiftText) => translate(config.locale, key, params);
      printLines(
        say(request.dryRun ? "cli.shift_times.found" : "cli.shift_times.done"),
        ...examples.map((example) => `  ${example.from} → ${example.to}`),
        ...(found > examples.length ? ["  …"] : []),
        ...(certain > 0 ? [say("cli.shift_times.certain")] : []),
        ...(request.dryRun && found > 0 ? [say("cli.shift_times.back_up")] : []),
      );
    });
  },
});

type ShiftText = `cli.shift_times.${"found" | "done" | "certain" | "back_up"}`;
