import { translate } from "../../messages/translate.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { openProgress } from "../progress.ts";
import { withDependencies } from "../with-dependencies.ts";

export const rebuild = defineStrictCommand({
  name: "rebuild",
  description: "help.rebuild",
  args: {
    check: { type: "boolean", description: "help.rebuild.check" },
    user: { type: "string", valueHint: "help.value.user", description: "help.rebuild.user" },
    json: jsonArgument,
  },
  run: ({ check, user, json }) =>
    withDependencies(async ({ config, clock, profileService, sessions }) => {
      const { locale } = config;
      const users = user === undefined ? await sessions.listUsers() : [user];
      const progress = openProgress("rebuild", process.stderr, clock);
      const reports = [];
      for (const [index, userId] of users.entries()) {
        progress.update(index / users.length, userId);
        reports.push(await profileService.rebuild(userId, { checkOnly: check === true }));
      }
      const differing = reports.filter(({ matches }) => !matches);
      progress.finish(`${reports.length}/${users.length}`);
      if (json) {
        const users = reports.map(({ userId, ...report }) => ({ user: userId, ...report }));
        printJson({ users, differing: differing.length });
      } else {
        const count = reports.reduce((sum, { sessions: each }) => sum + each, 0);
        const params = { users: reports.length, sessions: count, differing: differing.length };
        printLines(
          translate(locale, "cli.rebuild.summary", params),
          ...differing.map(({ userId, differing: models }) =>
            translate(locale, "cli.rebuild.differs", { user: userId, models: models.join(", ") }),
          ),
        );
      }
      if (check && differing.length > 0) process.exitCode = 1;
    }),
});
