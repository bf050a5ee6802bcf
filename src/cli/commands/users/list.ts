import { translate } from "../../../messages/translate.ts";
import { defineStrictCommand, jsonArgument } from "../../define-command.ts";
import { printJson, printLines } from "../../print.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const listUsers = defineStrictCommand({
  name: "list",
  description: "help.users.list",
  args: { json: jsonArgument },
  run: ({ json }) =>
    withDependencies(async ({ config, erasureService }) => {
      const people = await erasureService.people();
      if (json) {
        const users = people.map(({ userId, sessions, checkins }) => ({
          ...{ user: userId, sessions, check_ins: checkins },
        }));
        printJson({ users });
        return;
      }
      const lines = people.map(({ userId, sessions, checkins }) =>
        translate(config.locale, "cli.users.line", { user: userId, sessions, checkins }),
      );
      printLines(...(lines.length > 0 ? lines : [translate(config.locale, "cli.users.none")]));
    }),
});
