import { translate } from "../../../messages/translate.ts";
import { defineStrictCommand, jsonArgument } from "../../define-command.ts";
import { printJson, printLines } from "../../print.ts";
import { withDependencies } from "../../with-dependencies.ts";

const PAGE = 1000;

export const listKeys = defineStrictCommand({
  name: "list",
  description: "help.keys.list",
  args: {
    user: { type: "string", valueHint: "help.value.user", description: "help.keys.list.user" },
    json: jsonArgument,
  },
  run: ({ user: userId, json }) =>
    withDependencies(async ({ config, keyService }) => {
      const keys = [];
      for (;;) {
        const after = keys.at(-1)?.id;
        const page = await keyService.list({ userId, after, limit: PAGE });
        keys.push(...page);
        if (page.length < PAGE) break;
      }
      if (json) {
        printJson({ keys });
        return;
      }
      const lines = keys.map(({ prefix, name, user, scopes, expires_at, last_used_at }) =>
        translate(config.locale, "cli.keys.line", {
          ...{ prefix, name, user, scopes: scopes.join(", ") },
          ...{ has_end: String(expires_at !== null), expires_at: expires_at ?? "" },
          ...{ is_used: String(last_used_at !== null), last_used_at: last_used_at ?? "" },
        }),
      );
      printLines(...(lines.length > 0 ? lines : [translate(config.locale, "cli.keys.none")]));
    }),
});
