import { createInterface } from "node:readline/promises";
import type { Locale } from "../../../messages/locale.ts";
import { translate } from "../../../messages/translate.ts";
import { CommandError, UsageError } from "../../command-errors.ts";
import { defineStrictCommand, jsonArgument } from "../../define-command.ts";
import { printJson, printLines } from "../../print.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const eraseUser = defineStrictCommand({
  name: "erase",
  description: "help.users.erase",
  args: {
    user: {
      type: "positional",
      valueHint: "help.value.user",
      required: true,
      description: "help.users.erase.user",
    },
    yes: { type: "boolean", description: "help.users.erase.yes" },
    json: jsonArgument,
  },
  run: ({ user, yes, json }) =>
    withDependencies(async ({ config, erasureService }) => {
      if (yes !== true) await ask(user, config.locale);
      const erased = await erasureService.erase(user);
      if (json) printJson({ user, erased });
      else {
        const { sessions = 0, wellness_checkins: checkins = 0 } = erased;
        const said = { user, sessions, checkins };
        printLines(translate(config.locale, "cli.users.erased", said));
      }
    }),
});

/** Erasure is irreversible, so the name has to be typed again. */
async function ask(user: string, locale: Locale): Promise<void> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) {
    throw new UsageError("command.erase_yes", { user });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${translate(locale, "cli.users.ask", { user })} `);
    if (answer.trim() !== user) throw new CommandError("command.not_erased", { user });
  } finally {
    terminal.close();
  }
}
