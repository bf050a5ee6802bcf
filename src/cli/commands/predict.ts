import { defineCommand } from "citty";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { dayLines, weekLines } from "../forecast-text.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

const today = defineStrictCommand({
  name: "today",
  description: "How many sessions today, or on another date",
  args: {
    date: { type: "string", valueHint: "YYYY-MM-DD", description: "Another date than today" },
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
  description: "How many sessions on each of the next seven days, and together",
  args: {
    "start-date": { type: "string", valueHint: "YYYY-MM-DD", description: "The first of the days" },
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
  meta: { name: "predict", description: "Forecast how many sessions there will be" },
  subCommands: { today, week },
});
