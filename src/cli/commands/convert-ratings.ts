import { translate } from "../../messages/translate.ts";
import { parseDay } from "../../time/calendar.ts";
import { CommandError, UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const convertRatings = defineStrictCommand({
  name: "convert-ratings",
  description: "help.convert_ratings",
  args: {
    before: {
      type: "string",
      valueHint: "help.value.date",
      description: "help.convert_ratings.before",
      required: true,
    },
    check: { type: "boolean", description: "help.convert_ratings.check" },
    user: userArgument,
    json: jsonArgument,
  },
  async run({ before: text, check, user, json }) {
    const before = parseDay(text);
    if (before === undefined) throw new UsageError("command.date", { option: "before" });
    await withDependencies(async ({ config, ratingConversion }) => {
      const request = { userId: user, before, checkOnly: check === true };
      const { found, larger, converted } = await ratingConversion.run(request);
      const params = { before: text, found, larger, converted };
      if (larger > 0) {
        throw new CommandError("cli.convert_ratings.refused", params);
      }
      if (json) return printJson({ user, ...params });
      const key = check === true ? "cli.convert_ratings.found" : "cli.convert_ratings.done";
      printLines(translate(config.locale, key, params));
    });
  },
});
