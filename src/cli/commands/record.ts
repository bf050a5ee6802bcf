import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

/** Number of past days evaluated: all that are stored. */
const DAYS = 90;

export const record = defineStrictCommand({
  name: "record",
  description: "help.record",
  args: { user: userArgument, json: jsonArgument },
  run: ({ user, json }) =>
    withDependencies(async ({ config, trackRecordService }) => {
      const answer = await trackRecordService.trackRecord(user, DAYS, config.locale);
      if (json) printJson(answer);
      else printLines(...answer.summary);
    }),
});
