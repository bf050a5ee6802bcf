import { translate } from "../../messages/translate.ts";
import { asCommandError } from "../backup-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const restore = defineStrictCommand({
  name: "restore",
  description: "Store what a backup holds in an empty database, of either kind",
  args: {
    file: { type: "positional", required: true, description: "A file that backup has written" },
    json: jsonArgument,
  },
  run: ({ file, json }) =>
    withDependencies(async ({ config, database }) => {
      const { restoreBackup } = await import("../../db/backup/backup-file.ts");
      const counts = await asCommandError(config.locale, () => restoreBackup(database, file));
      if (json) printJson({ file, counts });
      else printLines(translate(config.locale, "cli.restore.done", { file, ...counts }));
    }),
});
