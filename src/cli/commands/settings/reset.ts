import {
  SETTING_MEMBERS,
  type SettingMember,
  type SettingsPatch,
} from "../../../schemas/settings.ts";
import { UsageError } from "../../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../../define-command.ts";
import { printSettings } from "../../settings-text.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const resetSettings = defineStrictCommand({
  name: "reset",
  description: "help.settings_of_person.reset",
  args: {
    member: {
      type: "positional",
      valueHint: "help.value.member",
      required: false,
      description: "help.settings_of_person.member",
    },
    user: { ...userArgument, description: "help.settings_of_person.user" },
    json: jsonArgument,
  },
  repeatsLast: true,
  async run({ _: names, user, json }) {
    const members = names.length === 0 ? SETTING_MEMBERS : names.map(memberOf);
    const patch: SettingsPatch = Object.fromEntries(members.map((member) => [member, null]));
    await withDependencies(async ({ config, settingsService }) =>
      printSettings(await settingsService.change(user, patch), config.locale, json === true),
    );
  },
});

/** Accepts the name in the answer and the name of the option. */
function memberOf(name: string): SettingMember {
  const member = SETTING_MEMBERS.find((each) => each === name.replaceAll("-", "_"));
  if (member !== undefined) return member;
  throw new UsageError("command.setting", { name, members: SETTING_MEMBERS.join(", ") });
}
