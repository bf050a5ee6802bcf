import { translate } from "../../../messages/translate.ts";
import { defineStrictCommand, jsonArgument } from "../../define-command.ts";
import { printJson, printLines } from "../../print.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const revokeKey = defineStrictCommand({
  name: "revoke",
  description: "Take a key away, in every running service within a second",
  args: {
    key: { type: "positional", required: true, description: "Its id or prefix" },
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
