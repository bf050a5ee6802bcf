import { UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { recommendationLines } from "../forecast-text.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const recommend = defineStrictCommand({
  name: "recommend",
  description: "help.recommend",
  args: {
    category: {
      type: "string",
      valueHint: "help.value.category",
      description: "help.recommend.category",
    },
    hour: { type: "string", valueHint: "help.value.hour", description: "help.recommend.hour" },
    day: { type: "string", valueHint: "help.value.day", description: "help.recommend.day" },
    user: userArgument,
    json: jsonArgument,
  },
  async run({ category, hour, day, user, json }) {
    const query = {
      ...(category === undefined ? {} : { category }),
      ...(hour === undefined ? {} : { current_hour: wholeNumber("hour", hour, 23) }),
      ...(day === undefined ? {} : { current_day: wholeNumber("day", day, 6) }),
    };
    await withDependencies(async ({ config, recommendationService, settingsService }) => {
      const answer = await recommendationService.recommend(user, query, config.locale);
      if (json) return printJson(answer);
      const { presets } = await settingsService.show(user);
      printLines(...recommendationLines(answer, presets, config.locale));
    });
  },
});

function wholeNumber(name: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new UsageError("command.whole_number", { option: name, most });
}
