import { isScope, SCOPES, type Scope } from "../../../domain/principal.ts";
import { translate } from "../../../messages/translate.ts";
import { UsageError } from "../../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../../define-command.ts";
import { keyLines } from "../../key-text.ts";
import { printJson, printLines } from "../../print.ts";
import { readDuration } from "../../read-duration.ts";
import { withDependencies } from "../../with-dependencies.ts";

export const createKey = defineStrictCommand({
  name: "create",
  description: "help.keys.create",
  args: {
    name: {
      type: "string",
      valueHint: "help.value.name",
      required: true,
      description: "help.keys.create.name",
    },
    user: { ...userArgument, description: "help.keys.create.user" },
    scopes: {
      type: "string",
      valueHint: "help.value.scopes",
      description: "help.keys.create.scopes",
      default: "read,write",
    },
    expires: {
      type: "string",
      valueHint: "help.value.expires",
      description: "help.keys.create.expires",
    },
    json: jsonArgument,
  },
  run: ({ name, user, scopes, expires, json }) => {
    const wanted = { name, userId: user, scopes: readScopes(scopes) };
    const lifeMs = readDuration("expires", expires);
    return withDependencies(async ({ config, keyService }) => {
      const made = await keyService.create({ ...wanted, lifeMs });
      if (json) {
        printJson(made);
        return;
      }
      const isAskedFor = config.auth.includes("keys");
      const hint = isAskedFor ? [] : [translate(config.locale, "cli.keys.not_asked_for")];
      printLines(...keyLines(config.locale, name, made), ...hint);
    });
  },
});

function readScopes(text: string): Scope[] {
  const names = text.split(",").map((name) => name.trim());
  const scopes = names.filter(isScope);
  if (scopes.length === names.length) return scopes;
  throw new UsageError("command.scopes", { scopes: SCOPES.join(", ") });
}
