import { analysisLines } from "../analysis-text.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const analyze = defineStrictCommand({
  name: "analyze",
  description: "help.analyze",
  args: { user: userArgument, json: jsonArgument },
  run: ({ user, json }) =>
    withDependencies(async ({ config, analysisService }) => {
      const answer = await analysisService.analysis(user);
      if (json) printJson(answer);
      else printLines(...analysisLines(answer, config.locale));
    }),
});
