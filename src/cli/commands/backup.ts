import { translate } from "../../messages/translate.ts";
import { asCommandError } from "../backup-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const backup = defineStrictCommand({
  name: "backup",
  description:
    "Write sessions, check-ins, settings and stored texts into a file, while the service runs",
  args: {
    file: { type: "positional", required: true, description: "The file to write" },
    json: jsonArgument,
  },
  run: ({ file, json }) =>
    withDependencies(async ({ config, database }) => {
      const { writeBackup } = await import("../../db/backup/backup-file.ts");
      const counts = await asCommandError(config.locale, () => writeBackup(database, file));
      if (json) printJson({ file, counts });
      else printLines(translate(config.locale, "cli.backup.done", { file, ...counts }));
    }),
});
