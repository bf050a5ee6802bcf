import { translate } from "../../../messages/translate.ts";
import { defineStrictCommand, jsonArgument } from "../../define-command.ts";
import { printJson, printLines } from "../../print.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const revokeKey = defineStrictCommand({
  name: "revoke",
  description: "help.keys.revoke",
  args: {
    key: {
      type: "positional",
      valueHint: "help.value.key",
      required: true,
      description: "help.keys.revoke.key",
    },
    json: jsonArgument,
  },
  run: ({ key, json }) =>
    withDependencies(async ({ config, keyService }) => {
      const revoked = await keyService.revoke(key);
      if (json) printJson({ revoked });
      else {
        const { prefix, name, user } = revoked;
        printLines(translate(config.locale, "cli.keys.revoked", { prefix, name, user }));
      }
    }),
});
