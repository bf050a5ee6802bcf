import { translate } from "../../messages/translate.ts";
import { asCommandError } from "../backup-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const restore = defineStrictCommand({
  name: "restore",
  description: "help.restore",
  args: {
    file: {
      type: "positional",
      valueHint: "help.value.file",
      required: true,
      description: "help.restore.file",
    },
    json: jsonArgument,
  },
  run: ({ file, json }) =>
    withDependencies(async ({ config, database }) => {
      const { restoreBackup } = await import("../../db/backup/backup-file.ts");
      const counts = await asCommandError(() => restoreBackup(database, file));
      if (json) printJson({ file, counts });
      else printLines(translate(config.locale, "cli.restore.done", { file, ...counts }));
    }),
});
