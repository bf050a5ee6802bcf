import { schemaStatus } from "../../db/schema-status.ts";
import { translate } from "../../messages/translate.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const migrate = defineStrictCommand({
  name: "migrate",
  description: "help.migrate",
  args: { json: jsonArgument },
  run: ({ json }) =>
    withDependencies(async ({ config, database }) => {
      // Opening the database has already migrated it; this reports the result.
      const { applied } = await schemaStatus(database);
      if (json) printJson({ applied });
      else printLines(translate(config.locale, "cli.migrate.done", { steps: applied.length }));
    }),
});
