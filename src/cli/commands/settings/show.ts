import { defineStrictCommand, jsonArgument, userArgument } from "../../define-command.ts";
import { printSettings } from "../../settings-text.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const showSettings = defineStrictCommand({
  name: "show",
  description: "help.settings_of_person.show",
  args: {
    user: { ...userArgument, description: "help.settings_of_person.user" },
    json: jsonArgument,
  },
  run: ({ user, json }) =>
    withDependencies(async ({ config, settingsService }) =>
      printSettings(await settingsService.show(user), config.locale, json === true),
    ),
});
