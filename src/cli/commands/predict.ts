import { defineCommand } from "citty";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { dayLines, weekLines } from "../forecast-text.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

const today = defineStrictCommand({
  name: "today",
  description: "help.predict.today",
  args: {
    date: { type: "string", valueHint: "help.value.date", description: "help.predict.today.date" },
    user: userArgument,
    json: jsonArgument,
  },
  run: ({ date, user, json }) =>
    withDependencies(async ({ config, predictionService }) => {
      const answer = await predictionService.today(user, date, config.locale);
      if (json) printJson(answer);
      else printLines(...dayLines(answer, config.locale));
    }),
});

const week = defineStrictCommand({
  name: "week",
  description: "help.predict.week",
  args: {
    "start-date": {
      type: "string",
      valueHint: "help.value.date",
      description: "help.predict.week.start_date",
    },
    user: userArgument,
    json: jsonArgument,
  },
  run: ({ "start-date": start, user, json }) =>
    withDependencies(async ({ config, predictionService }) => {
      const answer = await predictionService.week(user, start, config.locale);
      if (json) printJson(answer);
      else printLines(...weekLines(answer, config.locale));
    }),
});

export const predict = defineCommand({
  meta: { name: "predict", description: "help.predict" },
  subCommands: { today, week },
});
