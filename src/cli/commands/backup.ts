import { translate } from "../../messages/translate.ts";
import { asCommandError } from "../backup-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const backup = defineStrictCommand({
  name: "backup",
  description: "help.backup",
  args: {
    file: {
      type: "positional",
      valueHint: "help.value.file",
      required: true,
      description: "help.backup.file",
    },
    json: jsonArgument,
  },
  run: ({ file, json }) =>
    withDependencies(async ({ config, database }) => {
      const { writeBackup } = await import("../../db/backup/backup-file.ts");
      const counts = await asCommandError(() => writeBackup(database, file));
      if (json) printJson({ file, counts });
      else printLines(translate(config.locale, "cli.backup.done", { file, ...counts }));
    }),
});
