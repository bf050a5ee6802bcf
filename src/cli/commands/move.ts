import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { translate } from "../../messages/translate.ts";
import { asCommandError } from "../backup-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

export const move = defineStrictCommand({
  name: "move",
  description: "help.move",
  args: {
    to: {
      type: "string",
      valueHint: "help.value.url",
      required: true,
      description: "help.move.to",
    },
    json: jsonArgument,
  },
  run: ({ to, json }) =>
    withDependencies(async ({ config, database }) => {
      const { restoreBackup, writeBackup } = await import("../../db/backup/backup-file.ts");
      const { openDatabase } = await import("../../db/open.ts");
      const folder = await mkdtemp(join(tmpdir(), "pomodoro-move-"));
      const target = await openDatabase(to, { poolSize: 1 });
      try {
        const file = join(folder, "backup");
        const counts = await asCommandError(async () => {
          await writeBackup(database, file);
          return restoreBackup(target, file);
        });
        if (json) printJson({ counts });
        else printLines(translate(config.locale, "cli.move.done", counts));
      } finally {
        await target.close();
        await rm(folder, { recursive: true, force: true });
      }
    }),
});
