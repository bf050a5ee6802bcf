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
  description: "Make a key and show it, this once",
  args: {
    name: { type: "string", required: true, description: "What it is for" },
    user: { ...userArgument, description: "For whom it speaks" },
    scopes: {
      type: "string",
      description: `What it allows: of ${SCOPES.join(", ")}, separated by commas`,
      default: "read,write",
    },
    expires: { type: "string", description: "How long it is good for, such as 90d; for good" },
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
  throw new UsageError(`Option --scopes takes ${SCOPES.join(", ")}, separated by commas`);
}
