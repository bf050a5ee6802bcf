import { translate } from "../../messages/translate.ts";
import { importNotFound } from "../../sessions/import/import-history.ts";
import { UsageError } from "../command-errors.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";
import { withDependencies } from "../with-dependencies.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Undone {
  readonly removed: number;
  readonly kept: number;
}

function sumOf(undone: readonly Undone[]) {
  const removed = undone.reduce((sum, one) => sum + one.removed, 0);
  return { removed, kept: undone.reduce((sum, one) => sum + one.kept, 0) };
}

export const undoImport = defineStrictCommand({
  name: "undo",
  description: "help.undo",
  args: {
    id: {
      type: "positional",
      valueHint: "help.value.import",
      required: true,
      description: "help.undo.id",
    },
    user: { type: "string", valueHint: "help.value.user", description: "help.undo.user" },
    json: jsonArgument,
  },
  run: ({ id: given, user, json }) => {
    const id = given.toLowerCase();
    if (!UUID.test(id)) throw new UsageError("command.import_id", { given });
    return withDependencies(async ({ config, importHistory }) => {
      const users = user === undefined ? await importHistory.listUsers(id) : [user];
      if (users.length === 0) throw importNotFound(id);
      const undone = [];
      for (const userId of users) undone.push(await importHistory.undo(userId, id));
      const sessions = sumOf(undone);
      const checkins = sumOf(undone.map((one) => one.checkins));
      if (json) return printJson({ id, ...sessions, checkins });
      printLines(translate(config.locale, "cli.imports.undone", sessions));
      if (checkins.removed + checkins.kept === 0) return;
      printLines(translate(config.locale, "cli.imports.undone_checkins", checkins));
    });
  },
});
